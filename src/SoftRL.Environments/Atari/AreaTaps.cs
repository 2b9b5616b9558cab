namespace SoftRL.Environments;

/// <summary>
/// Which elements of a line each element of a shorter line is the mean of, and with what weights: element j covers the interval
/// <c>[j·n/m, (j+1)·n/m)</c> of the n long ones and weighs each by the share that it covers.
/// </summary>
internal sealed class AreaTaps
{
    private readonly int[] first;
    private readonly float[] weights;

    /// <param name="from">n, positive.</param>
    /// <param name="to">m, positive, at most n.</param>
    public AreaTaps(int from, int to)
    {
        Window = Math.Min(from, ((from - 1) / to) + 2);
        (first, weights) = (new int[to], new float[to * Window]);
        for (var j = 0; j < to; j++)
        {
            // In units of 1/m of an element everything is whole: an element is m wide, an interval n.
            var low = (long)j * from;
            first[j] = Math.Min((int)(low / to), from - Window);
            for (var i = 0; i < Window; i++)
            {
                var element = (long)(first[j] + i) * to;
                var covered = Math.Min(low + from, element + to) - Math.Max(low, element);
                weights[(j * Window) + i] = (float)(Math.Max(0, covered) / (double)from);
            }
        }
    }

    /// <summary>m.</summary>
    public int Count => first.Length;

    /// <summary>Number of weights that each element has; those of elements that it does not cover are 0.</summary>
    public int Window { get; }

    /// <summary>Of each element, the first one that it has a weight for, <c>[m]</c>.</summary>
    public ReadOnlySpan<int> First => first;

    /// <summary>The weights of that element and the following ones, <c>[m, Window]</c>.</summary>
    public ReadOnlySpan<float> Weights => weights;
}
