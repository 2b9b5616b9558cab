namespace SoftRL.Environments.Mujoco.Tests;

/// <summary>Environments by name, and plain episodes.</summary>
internal static class Play
{
    public static TheoryData<string> Ids => [.. MujocoEnvironments.BuiltIn.Select(spec => spec.Id)];

    public static EnvironmentSpec Spec(string id) => MujocoEnvironments.BuiltIn.Single(spec => spec.Id == id);

    public static MujocoEnvironment Make(string id) => (MujocoEnvironment)Spec(id).CreateContinuous();

    public static float[] Observation(this MujocoEnvironment environment) => new float[environment.ObservationSpace.Size];

    public static float[] Actions(this MujocoEnvironment environment, ulong seed)
    {
        var box = (BoxActions)environment.ActionSpace;
        var random = new Xoshiro256(seed);
        var action = new float[box.Dimension];
        for (var i = 0; i < action.Length; i++)
        {
            action[i] = (float)random.NextUniform(box.Low[i], box.High[i]);
        }

        return action;
    }

    /// <summary>Starts an episode and takes so many random steps, starting again at each end.</summary>
    public static float[] Run(this MujocoEnvironment environment, int steps, ulong seed = 1)
    {
        var observation = environment.Observation();
        environment.Reset(seed, observation);
        for (var i = 0; i < steps; i++)
        {
            if (environment.Step(environment.Actions(seed + (ulong)i), observation).End != StepEnd.None)
            {
                environment.Reset(seed + (ulong)i, observation);
            }
        }

        return observation;
    }
}
