using SoftRL.Environments;

namespace SoftRL.Testing;

/// <summary>Random valid actions, and the invalid ones an environment must refuse.</summary>
internal interface IContractActions<TAction>
    where TAction : allows ref struct
{
    int InvalidCount { get; }

    /// <summary>A valid action; allocates nothing, and a span is valid until the next call.</summary>
    TAction Next(ref Xoshiro256 random);

    TAction Invalid(int index);

    string DescribeInvalid(int index);
}

internal sealed class DiscreteContractActions(DiscreteActions space) : IContractActions<int>
{
    private readonly int[] invalid = [-1, space.Count, int.MinValue, int.MaxValue];

    public int InvalidCount => invalid.Length;

    public int Next(ref Xoshiro256 random) => random.NextInt(space.Count);

    public int Invalid(int index) => invalid[index];

    public string DescribeInvalid(int index) => $"action {invalid[index]} of {space.Count}";
}

internal sealed class BoxContractActions(BoxActions space) : IContractActions<ReadOnlySpan<float>>
{
    private readonly float[] action = new float[space.Dimension];
    private readonly float[][] invalid =
    [
        new float[space.Dimension - 1],
        new float[space.Dimension + 1],
        [.. Enumerable.Repeat(float.NaN, space.Dimension)],
    ];

    public int InvalidCount => invalid.Length;

    public ReadOnlySpan<float> Next(ref Xoshiro256 random)
    {
        for (var i = 0; i < action.Length; i++)
        {
            action[i] = Math.Clamp(
                (float)random.NextUniform(space.Low[i], space.High[i]), space.Low[i], space.High[i]);
        }

        return action;
    }

    public ReadOnlySpan<float> Invalid(int index) => invalid[index];

    public string DescribeInvalid(int index) =>
        index == 2 ? "an action of NaN" : $"an action with {invalid[index].Length} coordinates instead of {action.Length}";
}
