using SoftRL.Environments;

namespace SoftRL.Benchmarks;

/// <summary>Environments: one step, and one step of sixteen.</summary>
internal static class EnvironmentCases
{
    public static CaseGroup Create()
    {
        var one = Vectors("MinAtar/Breakout-v1", 1);
        var two = Vectors("MinAtar/Breakout-v1", 2);
        var poles = Vectors("CartPole-v1", 1);
        var actions = new int[16];
        return new CaseGroup(
            [
                ("16 × MinAtar/Breakout-v1, 1 thread", () => one.Step(actions)),
                ("16 × MinAtar/Breakout-v1, 2 threads", () => two.Step(actions)),
                ("16 × CartPole-v1, 1 thread", () => poles.Step(actions)),
            ],
            one, two, poles);
    }

    private static IVectorEnvironment Vectors(string id, int threads)
    {
        var environment = EnvironmentCatalog.Find(id).CreateVector(16, seed: 1, threads);
        environment.Reset();
        return environment;
    }
}
