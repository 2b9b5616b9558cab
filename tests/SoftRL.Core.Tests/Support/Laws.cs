using FsCheck;
using FsCheck.Fluent;

namespace SoftRL.Core.Tests;

/// <summary>Runs a law over generated cases, the same ones every time.</summary>
internal static class Laws
{
    /// <summary>One state: action values, a reference distribution (masks included) and a temperature.</summary>
    public sealed record State(double[] Q, double[] Prior, double Temperature)
    {
        public override string ToString() =>
            $"Q [{string.Join(", ", Q)}] prior [{string.Join(", ", Prior)}] temperature {Temperature}";
    }

    private static readonly Gen<double> Reward = Gen.Choose(-8000, 8000).Select(n => n / 1000.0);

    public static Gen<State> States { get; } =
        from actions in Gen.Choose(1, 7)
        from q in Reward.ArrayOf(actions)
        from weights in Gen.Choose(0, 9).ArrayOf(actions).Where(w => w.Any(n => n > 0))
        from exponent in Gen.Choose(-30, 20)
        select new State(q, [.. weights.Select(w => (double)w / weights.Sum())], Math.Pow(10, exponent / 10.0));

    public static Gen<double> Rewards => Reward;

    public static void Hold<T>(Gen<T> cases, Func<T, bool> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(new Replay(new Rnd(20170421UL), null)),
            Prop.ForAll(Arb.From(cases), law));
}
