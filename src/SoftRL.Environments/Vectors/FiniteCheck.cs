using System.Numerics;
using System.Runtime.InteropServices;

namespace SoftRL.Environments;

/// <summary>Looks for NaN and infinities, whole vectors at a time.</summary>
internal static class FiniteCheck
{
    private const int ExponentBits = 0x7F800000;

    /// <summary>Index of the first element that is NaN or infinite, −1 when all are finite.</summary>
    public static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<int>>(values);
        var exponent = new Vector<int>(ExponentBits);
        var found = Vector<int>.Zero;
        foreach (var vector in vectors)
        {
            found |= Vector.Equals(vector & exponent, exponent);
        }

        return found == Vector<int>.Zero
            ? Search(values, vectors.Length * Vector<int>.Count)
            : Search(values, 0);
    }

    private static int Search(ReadOnlySpan<float> values, int start)
    {
        for (var i = start; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
