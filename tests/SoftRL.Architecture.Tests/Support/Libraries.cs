using System.Reflection;
using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.Dspg;
using SoftRL.Agents.Pcl;
using SoftRL.Agents.Sac;
using SoftRL.Agents.SoftQ;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Environments.Gymnasium;
using SoftRL.Environments.Mujoco;
using SoftRL.Tabular;
using SoftRL.Testing;
using SoftRL.Training;

namespace SoftRL.Architecture.Tests;

/// <summary>The published libraries; the command line has no public surface.</summary>
public static class Libraries
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
    [
        typeof(SoftValues).Assembly,
        typeof(VectorEnvironment).Assembly,
        typeof(GymnasiumVectorEnvironment).Assembly,
        typeof(MujocoEnvironment).Assembly,
        typeof(FiniteMdp).Assembly,
        typeof(RunSpec).Assembly,
        typeof(A2cAgent).Assembly,
        typeof(SoftQAgent).Assembly,
        typeof(DqnAgent).Assembly,
        typeof(DspgAgent).Assembly,
        typeof(PclAgent).Assembly,
        typeof(SacAgent).Assembly,
        typeof(TensorLeak).Assembly,
    ];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(assembly => assembly.GetName().Name!)];

    /// <summary>Finds one by name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The assembly.</returns>
    public static Assembly Find(string name) => All.Single(assembly => assembly.GetName().Name == name);
}
