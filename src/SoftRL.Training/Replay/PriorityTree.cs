namespace SoftRL.Training;

/// <summary>Weights of slots with their sums, for drawing a slot with probability proportional to its weight in logarithmic time.</summary>
internal sealed class PriorityTree
{
    private readonly int _leaves;
    private readonly double[] _sums;

    /// <summary>All weights are zero.</summary>
    /// <param name="slots">Number of slots, positive.</param>
    public PriorityTree(int slots)
    {
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)slots);
        _sums = new double[2 * _leaves];
    }

    /// <summary>Sum of all weights.</summary>
    public double Total => _sums[1];

    /// <summary>The weight of a slot.</summary>
    public double this[int slot] => _sums[_leaves + slot];

    /// <summary>Sets the weight of a slot.</summary>
    public void Set(int slot, double weight)
    {
        var node = _leaves + slot;
        _sums[node] = weight;
        for (node /= 2; node >= 1; node /= 2)
        {
            _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
        }
    }

    /// <summary>The slot at which the running sum of weights passes a point.</summary>
    /// <param name="point">0 … <see cref="Total"/>.</param>
    public int Find(double point)
    {
        var node = 1;
        while (node < _leaves)
        {
            node *= 2;
            if (point >= _sums[node] && _sums[node + 1] > 0)
            {
                point -= _sums[node];
                node++;
            }
        }

        return node - _leaves;
    }
}
