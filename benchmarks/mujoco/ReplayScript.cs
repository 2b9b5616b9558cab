using SoftRL.Environments;
using SoftRL.Environments.Mujoco;

namespace SoftRL.Benchmarks.Mujoco;

/// <summary>Episodes with random actions, to be played by the environment and replayed by the plain loop.</summary>
internal sealed class ReplayScript
{
    private const int Steps = 4000;

    private readonly List<(ulong? Seed, float[] Action)> records = [];

    /// <summary>Plays the episodes once, and writes starts and controls for the plain loop.</summary>
    public ReplayScript(MujocoEnvironment environment, int frameSkip, string path)
    {
        var box = (BoxActions)environment.ActionSpace;
        var observation = new float[environment.ObservationSpace.Size];
        var random = new Xoshiro256(7);
        var (model, end) = (environment.Simulation.Model, StepEnd.Terminated);
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        for (var step = 0; step < Steps; step++)
        {
            if (end != StepEnd.None)
            {
                records.Add(((ulong)step, []));
                environment.Reset((ulong)step, observation);
                writer.Write(1);
                Write(writer, environment.Simulation.Positions);
                Write(writer, environment.Simulation.Velocities);
            }

            var action = new float[box.Dimension];
            for (var i = 0; i < action.Length; i++)
            {
                action[i] = (float)random.NextUniform(box.Low[i], box.High[i]);
            }

            records.Add((null, action));
            end = environment.Step(action, observation).End;
            writer.Write(0);
            Write(writer, environment.Simulation.Controls);
        }

        using var file = new BinaryWriter(File.Create(path));
        foreach (var number in (int[])[model.PositionCount, model.VelocityCount, model.ControlCount, frameSkip, records.Count])
        {
            file.Write(number);
        }

        file.Write(body.ToArray());
    }

    /// <summary>Plays the episodes; returns the number of steps.</summary>
    public int Play(MujocoEnvironment environment, float[] observation)
    {
        foreach (var (seed, action) in records)
        {
            if (seed is { } start)
            {
                environment.Reset(start, observation);
            }
            else
            {
                environment.Step(action, observation);
            }
        }

        return Steps;
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }
}
