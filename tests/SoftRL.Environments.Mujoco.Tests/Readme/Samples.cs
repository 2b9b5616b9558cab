namespace SoftRL.Environments.Mujoco.Tests;

public static class Samples
{
    public static double RandomHopper()
    {
        using var hopper = MujocoEnvironment.Hopper(new HopperOptions { ResetNoiseScale = 0.01 });
        var observation = new float[hopper.ObservationSpace.Size];
        var (random, sum, end) = (new Xoshiro256(1), 0.0, StepEnd.None);
        hopper.Reset(seed: 1, observation);
        while (end == StepEnd.None)
        {
            (var reward, end) = hopper.Step([Torque(), Torque(), Torque()], observation);
            sum += reward;
        }

        return sum;

        float Torque() => (float)random.NextUniform(-1, 1);
    }

    public static double Drop(string mjcf)
    {
        using var model = MujocoModel.FromXml(mjcf);
        using var simulation = new MujocoSimulation(model);
        simulation.Step(1000);
        return simulation.Positions[2];
    }
}
