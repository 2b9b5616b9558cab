using SoftRL.Testing;
using static TorchSharp.torch;

namespace SoftRL.Tabular.Tests;

public class TensorConversionTests
{
    [Fact]
    public void TablesGoThereAndBackWithTheirInfinities()
    {
        using var scope = NewDisposeScope();
        var table = Models.Masked(3, 2);
        Models.Distance(TableTensors.ToTable(TableTensors.From(table)), table).Should().Be(0);
        TableTensors.ToVector(TableTensors.From([1.5, -2])).Should().Equal(1.5, -2);
        TableTensors.ToTable(TableTensors.From(table).t())[1, 0].Should().Be(table[0, 1], "a transposed view is read in its own order");
        TableTensors.ToVector(ones(2)).Should().Equal([1, 1], "float32 is widened");
    }

    [Fact]
    public void TheTensorsOfAModelGiveTheSameActionValues()
    {
        using var scope = NewDisposeScope();
        var mdp = Models.Random(3);
        using var model = new MdpTensors(mdp);
        double[] values = [1, -2, 0.5, 3];
        Models.Distance(TableTensors.ToTable(model.ActionValues(tensor(values), 0.9)), SoftBackups.ActionValues(mdp, values, 0.9)).Should().BeLessThan(1e-14);
        TableTensors.ToVector(model.InitialDistribution).Should().Equal(mdp.InitialDistribution.ToArray());
        model.Mdp.Should().BeSameAs(mdp);
    }

    [Fact]
    public void OwnersKeepTheirTensorsBeyondAScopeAndGiveThemBack() => TensorLeak.AssertNone(() =>
    {
        var mdp = Models.Random(3);
        MdpTensors model;
        TrajectoryTensors rollouts;
        using (NewDisposeScope())
        {
            model = new MdpTensors(mdp);
            rollouts = new TrajectoryTensors(mdp, TrajectorySet.Enumerate(mdp, 2));
        }

        using (NewDisposeScope())
        {
            model.ActionValues(model.InitialDistribution, 1).shape.Should().Equal(4, 3);
            rollouts.Terms(model.InitialDistribution, model.InitialDistribution).NextValues.shape.Should().Equal(2, rollouts.Trajectories.Count);
            rollouts.Weights(RandomMdps.Policy(1, 4, 3), [1, 0, 0, 0]).sum().item<double>().Should().BeInRange(0.5, 1, "some trajectories end after their first step");
        }

        model.Dispose();
        rollouts.Dispose();
    });

    [Fact]
    public void BadArgumentsAreRefused()
    {
        using var scope = NewDisposeScope();
        using var model = new MdpTensors(Models.Random(3));
        ((Action)(() => TableTensors.From((double[,])null!))).Should().Throw<ArgumentNullException>().And.ParamName.Should().Be("table");
        ((Action)(() => TableTensors.ToTable(ones(2)))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("matrix");
        ((Action)(() => TableTensors.ToVector(ones(2, ScalarType.Int64)))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("values");
        ((Action)(() => model.ActionValues(ones(4), 1))).Should().Throw<ArgumentException>().And.ParamName.Should().Be("values");
        ((Action)(() => model.ActionValues(model.InitialDistribution, 2))).Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("discount");
    }
}
