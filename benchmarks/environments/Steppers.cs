using System.Diagnostics;
using SoftRL.Environments;

namespace EnvironmentSpeed;

/// <summary>Steps our environments with random actions drawn beforehand; an episode that ends is followed by the next.</summary>
internal static class Steppers
{
    private const int Portion = 4096;

    /// <summary>Makes what steps one environment for so many seconds of processor time and returns steps a second of it.</summary>
    public static Func<double, double> Single(EnvironmentSpec spec)
    {
        var random = new Xoshiro256(1);
        if (spec.ActionSpace is DiscreteActions discrete)
        {
            var actions = new int[Portion];
            foreach (ref var action in actions.AsSpan())
            {
                action = random.NextInt(discrete.Count);
            }

            var environment = spec.CreateDiscrete();
            return seconds => Step(environment, seconds, (i, observation) => environment.Step(actions[i], observation).End);
        }

        var box = (BoxActions)spec.ActionSpace;
        var vectors = Vectors(box, Portion, ref random);
        var continuous = spec.CreateContinuous();
        var size = box.Dimension;
        return seconds => Step(
            continuous, seconds, (i, observation) => continuous.Step(vectors.AsSpan(i * size, size), observation).End);
    }

    /// <summary>
    /// Makes what steps so many environments together for so many seconds, and returns their steps a second in the median call.
    /// </summary>
    public static Func<double, double> Vector(EnvironmentSpec spec, int count, int threads)
    {
        var random = new Xoshiro256(1);
        var environments = spec.CreateVector(count, seed: 1, threads);
        environments.Reset();
        if (spec.ActionSpace is DiscreteActions discrete)
        {
            var actions = new int[16 * count];
            foreach (ref var action in actions.AsSpan())
            {
                action = random.NextInt(discrete.Count);
            }

            return seconds => count / MedianCall(16, seconds, i => environments.Step(actions.AsSpan(i * count, count)));
        }

        var box = (BoxActions)spec.ActionSpace;
        var (vectors, row) = (Vectors(box, 16 * count, ref random), count * box.Dimension);
        return seconds => count / MedianCall(16, seconds, i => environments.Step(vectors.AsSpan(i * row, row)));
    }

    private delegate StepEnd StepOnce(int action, Span<float> observation);

    private static double Step<TAction>(IEnvironment<TAction> environment, double seconds, StepOnce step)
        where TAction : allows ref struct
    {
        var observation = new float[environment.ObservationSpace.Size];
        var episode = 0UL;
        environment.Reset(episode, observation);
        return Rate(Portion, seconds, i =>
        {
            if (step(i, observation) != StepEnd.None)
            {
                environment.Reset(++episode, observation);
            }
        });
    }

    /// <summary>Calls a second of processor time, of calls numbered round and round.</summary>
    private static double Rate(int portion, double seconds, Action<int> call)
    {
        var (start, calls) = (Environment.CpuUsage.TotalTime, 0L);
        while (true)
        {
            for (var i = 0; i < portion; i++)
            {
                call(i);
            }

            calls += portion;
            var taken = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            if (taken >= seconds)
            {
                return calls / taken;
            }
        }
    }

    /// <summary>Seconds that the median of many calls took by the clock: one in which no other program had the processor.</summary>
    private static double MedianCall(int portion, double seconds, Action<int> call)
    {
        var (start, taken) = (Stopwatch.GetTimestamp(), new List<double>());
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var before = Stopwatch.GetTimestamp();
            call(taken.Count % portion);
            taken.Add(Stopwatch.GetElapsedTime(before).TotalSeconds);
        }

        taken.Sort();
        return taken[taken.Count / 2];
    }

    private static float[] Vectors(BoxActions box, int count, ref Xoshiro256 random)
    {
        var vectors = new float[count * box.Dimension];
        for (var i = 0; i < vectors.Length; i++)
        {
            var coordinate = i % box.Dimension;
            vectors[i] = (float)random.NextUniform(box.Low[coordinate], box.High[coordinate]);
        }

        return vectors;
    }
}
