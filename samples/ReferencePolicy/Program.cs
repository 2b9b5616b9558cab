// A trained policy as the reference of a harder task: soft Q-learning with a KL penalty towards it, and the same from scratch.
// dotnet run --project samples/ReferencePolicy -- [STEPS] [SEEDS] [DIRECTORY]
using System.Globalization;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;

var steps = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 300_000;
var seeds = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var root = args.Length > 2 ? args[2] : Path.Combine("runs", $"sample-{Environment.ProcessId}");

// The motor is weaker, the pole twice as long, and there is no pay but for every fiftieth step upright: 10 at most. A beginner's episodes are over before the first.
var changed = EnvironmentSpec.Of("PaidCartPole-v0", "CartPole with a weak motor and a long pole, paid by the fifty steps.",
    () => new PaidByPeriod(new CartPole(new CartPoleOptions { Force = 4, PoleHalfLength = 1, InitialRange = 0.1 }), 50), 500);
var agents = new AgentCatalog(SoftQAgent.Descriptor);

for (ulong seed = 1; seed <= seeds; seed++)
{
    var (prior, known) = Train("prior", "CartPole-v1", "uniform", temperature: 0.1, new Schedule.Constant(2e-3), seed);
    var (_, scratch) = Train("scratch", changed.Id, "uniform", temperature: 0.05, new Schedule.Linear(2e-3, 0), seed);
    var (_, anchored) = Train("anchored", changed.Id, prior, temperature: 0.05, new Schedule.Linear(2e-3, 0), seed);
    Console.WriteLine($"Seed {seed}: the prior has {known.Points[steps].Return:F0} of 500 on CartPole-v1, and {known.OnTheChangedTask:F1} of 10 on {changed.Id}.");
    Console.WriteLine($"{"steps",10}{"from scratch",14}{"with KL to the prior",22}{"divergence, nats",18}");
    foreach (var (step, point) in anchored.Points)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step,10}{scratch.Points[step].Return,14:F1}{point.Return,22:F1}{point.Divergence,18:F3}"));
    }
}

(string Directory, Curve Curve) Train(string name, string environment, string reference, double temperature, Schedule learningRate, ulong seed)
{
    var spec = new RunSpec
    {
        Agent = SoftQAgent.Descriptor.Name,
        AgentOptions = new SoftQOptions { Temperature = temperature, Reference = reference, LearningRate = learningRate },
        Environment = environment,
        Steps = steps,
        Seed = seed,
        EvaluateEvery = Math.Max(1, steps / 6),
        LogEvery = Math.Max(1, steps / 12),
    };
    using var run = TrainingRun.Start(spec, Path.Combine(root, $"{name}-{seed}"), agents, id => EnvironmentCatalog.Find(id, [.. EnvironmentCatalog.BuiltIn, changed]));
    var curve = new Curve();
    run.Train(curve, CancellationToken.None);
    curve.OnTheChangedTask = Evaluator.Evaluate(run.Agent, (count, start) => changed.CreateVector(count, start), 100, seed, ActionChoice.Sampled, torch.CPU).MeanReturn;
    return (run.Directory, curve);
}

/// <summary>Keeps what evaluations find, with the divergence from the reference policy at the time.</summary>
internal sealed class Curve : IRunObserver
{
    private double divergence = double.NaN;

    public SortedDictionary<long, (double Return, double Divergence)> Points { get; } = [];

    public double OnTheChangedTask { get; set; }

    public void OnProgress(in RunProgress progress) => divergence = progress.Update?.Kl ?? divergence;

    public void OnEvaluation(long step, EvaluationResult result) => Points[step] = (result.MeanReturn, divergence);

    public void OnCheckpoint(string path) { }

    public void OnWarning(string message) => Console.Error.WriteLine(message);
}

/// <summary>Pays 1 for every so many steps of an episode instead of what the environment pays.</summary>
internal sealed class PaidByPeriod(CartPole inner, int period) : IEnvironment<int>
{
    private int steps;

    public ObservationSpace ObservationSpace => inner.ObservationSpace;

    public ActionSpace ActionSpace => inner.ActionSpace;

    public void Reset(ulong seed, Span<float> observation)
    {
        steps = 0;
        inner.Reset(seed, observation);
    }

    public StepResult Step(int action, Span<float> observation) => new(++steps % period == 0 ? 1 : 0, inner.Step(action, observation).End);

    public void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        inner.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        steps = reader.ReadInt32();
        inner.Load(reader);
    }
}
