using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

public sealed class GradientEquivalenceRefusalTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void ANetworkThatIsNotDeterministicIsRefused()
    {
        using var weight = ones(4, 3, requires_grad: true);
        var calls = 0;
        var subject = EquivalenceSubject.Q(observations => observations.to(ScalarType.Float32).mm(weight) + calls++, [weight]);
        Check(subject).Should().Throw<GradientEquivalenceException>().WithMessage("*two different answers*eval()*").Which.Report.Should().BeNull();
    }

    [Fact]
    public void ANetworkThatIsNotFiniteIsRefused()
    {
        using var weight = full(4, 3, double.NaN, ScalarType.Float64, requires_grad: true);
        Check(EquivalenceSubject.Q(observations => observations.mm(weight), [weight])).Should().Throw<GradientEquivalenceException>().WithMessage("*scores are not all finite*");
    }

    [Fact]
    public void OutputsOfTheWrongShapeAreRefused()
    {
        using var weight = ones(4, 3, ScalarType.Float64, requires_grad: true);
        Check(EquivalenceSubject.Q(observations => observations.mm(weight).sum(-1), [weight])).Should().Throw<ArgumentException>().WithMessage("*it gave [3]*");
        Check(EquivalenceSubject.ActorCritic(observations => (observations.mm(weight), observations.mm(weight)), [weight])).Should().Throw<ArgumentException>().WithMessage("*one value per observation*it gave [3, 3]*");
    }

    [Fact]
    public void ALossOfTheWrongShapeIsRefused()
    {
        using var network = Networks.Mlp();
        ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), samples => samples.Q))).Should().Throw<ArgumentException>().WithMessage("*it returned [103, 3]*").And.ParamName.Should().Be("loss");
        ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), _ => null!))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("loss");
    }

    [Fact]
    public void TooManyTrajectoriesAreRefused()
    {
        using var network = Networks.Mlp();
        ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), new EquivalenceOptions { Steps = 7 }))).Should().Throw<InvalidOperationException>().WithMessage("*200000 trajectories of 7 steps*");
        ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), samples => samples.TakenQ.mean(), new EquivalenceOptions { Steps = 5 })))
            .Should().Throw<ArgumentException>().WithMessage("*at most 5000*").And.ParamName.Should().Be("loss");
    }

    [Fact]
    public void SubjectsWithoutParametersAreRefused()
    {
        using var constant = ones(1);
        ((Action)(() => EquivalenceSubject.Q(x => x, [constant]))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("parameters");
        ((Action)(() => EquivalenceSubject.Q(null!, [constant]))).Should().Throw<ArgumentNullException>().And.ParamName.Should().Be("q");
        ((Action)(() => EquivalenceSubject.Q(null!))).Should().Throw<ArgumentNullException>().And.ParamName.Should().Be("network");
        ((Action)(() => EquivalenceSubject.ActorCritic(null!, [constant]))).Should().Throw<ArgumentNullException>().And.ParamName.Should().Be("network");
    }

    [Fact]
    public void ObservationsAndReferencePoliciesThatDoNotFitAreRefused()
    {
        using var network = Networks.Mlp();
        ((Action)(() => GradientEquivalence.Check(network, zeros(0, 4, ScalarType.Float64)))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("observations");
        ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), new EquivalenceOptions { ReferencePolicy = [0.5, 0.5] }))).Should().Throw<ArgumentException>().WithMessage("*each of the 3 actions*");
        ((Action)(() => GradientEquivalence.Check(network, Networks.Observations(), new EquivalenceOptions { ReferencePolicy = [0.5, 0.5, 0.5] }))).Should().Throw<ArgumentException>().WithMessage("*sum to 1.5*");
    }

    [Fact]
    public void OptionsAcceptTheirDefaultsAndRefuseWhatIsOutOfRange()
    {
        var defaults = new EquivalenceOptions();
        (defaults with { Temperature = defaults.Temperature, Discount = defaults.Discount, Steps = defaults.Steps, Lambda = defaults.Lambda, ValueWeight = defaults.ValueWeight, PolicyWeight = defaults.PolicyWeight, Tolerance = defaults.Tolerance })
            .Should().Be(defaults);
        Refuses("Temperature", () => _ = new EquivalenceOptions { Temperature = 0 });
        Refuses("Discount", () => _ = new EquivalenceOptions { Discount = double.NaN });
        Refuses("Steps", () => _ = new EquivalenceOptions { Steps = 0 });
        Refuses("Lambda", () => _ = new EquivalenceOptions { Lambda = 1.1 });
        Refuses("PolicyWeight", () => _ = new EquivalenceOptions { PolicyWeight = -1 });
        Refuses("ValueWeight", () => _ = new EquivalenceOptions { ValueWeight = -1 });
        Refuses("Tolerance", () => _ = new EquivalenceOptions { Tolerance = 0 });
    }

    public void Dispose() => scope.Dispose();

    private static void Refuses(string name, Action action) =>
        action.Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be(name);

    private static Action Check(EquivalenceSubject subject) =>
        () => GradientEquivalence.Check(subject, Networks.Observations(), GradientEquivalenceTests.Squared);
}
