namespace SoftRL.Environments.Tests;

/// <summary>One environment played as the vector environment documents it: the naive twin.</summary>
internal sealed class PlainLoop(IEnvironment<int> environment, ulong seed, int index)
{
    private ulong episode;
    private double total;
    private int length;

    public float[] Observation { get; } = new float[environment.ObservationSpace.Size];

    public float[] Final { get; private set; } = [];

    public double LastReturn { get; private set; }

    public int LastLength { get; private set; }

    public void Reset() =>
        environment.Reset(Seeds.Derive(Seeds.Derive(seed, "environment", (ulong)index), "episode", episode), Observation);

    public StepResult Step(int action)
    {
        var result = environment.Step(action, Observation);
        total += result.Reward;
        length++;
        if (result.End != StepEnd.None)
        {
            Final = [.. Observation];
            (LastReturn, LastLength, total, length) = (total, length, 0, 0);
            episode++;
            Reset();
        }

        return result;
    }
}
