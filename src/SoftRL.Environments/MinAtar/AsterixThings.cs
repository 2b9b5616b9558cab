using System.Runtime.CompilerServices;

namespace SoftRL.Environments;

/// <summary>What crosses the eight rows of Asterix, from row 1 down.</summary>
[InlineArray(Count)]
internal struct AsterixThings
{
    public const int Count = 8;

    private AsterixThing first;
}
