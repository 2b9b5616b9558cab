// An environment of your own: define it, have it checked against the contract, train on it.
// dotnet run --project samples/CustomEnvironment -- [STEPS] [DIRECTORY]
using System.Globalization;
using SoftRL.Agents.SoftQ;
using SoftRL.Environments;
using SoftRL.Testing;
using SoftRL.Training;

const int limit = 100;
var steps = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 200_000;
var directory = args.Length > 1 ? args[1] : Path.Combine("runs", $"sample-{Environment.ProcessId}");
var thermostat = EnvironmentSpec.Of(
    "Thermostat-v0", "Keep a room at 20 degrees with a slow heater.", () => new TimeLimit<int>(new Thermostat(), limit), limit);

// In a test of any framework this line is the whole test: a broken rule is an exception that says which and where.
EnvironmentContract.Verify(thermostat.CreateDiscrete, new EnvironmentContractSettings { TimeLimit = limit });
Console.WriteLine($"{thermostat.Id} keeps the contract.");

var spec = new RunSpec { Agent = SoftQAgent.Descriptor.Name, AgentOptions = new SoftQOptions(), Environment = thermostat.Id, Steps = steps };
using var run = TrainingRun.Start(spec, directory, new AgentCatalog(SoftQAgent.Descriptor), id => EnvironmentCatalog.Find(id, [thermostat]));
var summary = run.Train(new SilentObserver(), CancellationToken.None);
Console.WriteLine($"{summary.Status} after {summary.Steps} steps: mean return {summary.Evaluation?.MeanReturn:F1}; curve: {summary.CurvePath}");

/// <summary>Observes degrees above 20, in tens, and the heater's heat, 0 … 1; actions: heater off, on; reward: minus a tenth of the distance.</summary>
internal sealed class Thermostat : IEnvironment<int>
{
    private Xoshiro256 random = new(0);
    private float above;
    private float heat;

    public ObservationSpace ObservationSpace { get; } = ObservationSpace.Vector([-2, 0], [2, 1]);

    public ActionSpace ActionSpace { get; } = new DiscreteActions(2);

    public void Reset(ulong seed, Span<float> observation)
    {
        random = new Xoshiro256(seed);
        (above, heat) = ((float)random.NextUniform(-1, 1), 0);
        Observe(observation);
    }

    public StepResult Step(int action, Span<float> observation)
    {
        heat = (0.9f * heat) + (0.1f * (action is 0 or 1 ? action : throw new ArgumentOutOfRangeException(nameof(action), action, "0 or 1.")));
        above = Math.Clamp(above + (0.3f * heat) - 0.1f + (float)random.NextUniform(-0.02, 0.02), -2, 2);
        Observe(observation);
        return new StepResult(-0.1f * Math.Abs(above), StepEnd.None);
    }

    public void Save(BinaryWriter writer) { random.Save(writer); writer.Write(above); writer.Write(heat); }

    public void Load(BinaryReader reader) => (random, above, heat) = (Xoshiro256.Load(reader), reader.ReadSingle(), reader.ReadSingle());

    private void Observe(Span<float> observation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(observation.Length, 2);
        (observation[0], observation[1]) = (above, heat);
    }
}
