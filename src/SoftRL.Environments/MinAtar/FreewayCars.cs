using System.Runtime.CompilerServices;

namespace SoftRL.Environments;

/// <summary>The eight cars of Freeway, from row 1 down.</summary>
[InlineArray(Count)]
internal struct FreewayCars
{
    public const int Count = 8;

    private FreewayCar first;
}
