using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training.Tests;

public sealed class UnitBoxTests
{
    [Fact]
    public void ActionsAreScaledToTheBoxAndBack()
    {
        using var box = new UnitBox(new BoxActions([-2, 0, 3], [2, 10, 3]), CPU);
        var written = new float[6];
        var rows = new ActionRows(written, 3);
        double[] scaled = [1, -1, 0.7, -1.5, 0.5, 0];
        for (var index = 0; index < 6; index++)
        {
            box.Write(rows, index, scaled[index]);
        }

        written.Should().Equal(2, 0, 3, -2, 7.5f, 3);
        using var scope = NewDisposeScope();
        box.Scaled(tensor(written, [2, 3])).data<float>().ToArray().Should().Equal(1, -1, 0, -1, 0.5f, 0);
        using var unit = new UnitBox(new BoxActions([-1], [1]), CPU);
        var same = ones(1, 1);
        unit.Scaled(same).Should().BeSameAs(same);
        var notANumber = () => unit.Write(new ActionRows(new float[1], 1), 0, double.NaN);
        notANumber.Should().Throw<DivergedException>();
    }

    [Fact]
    public void RandomActionsFillTheBox()
    {
        using var box = new UnitBox(new BoxActions([-2, 0], [2, 10]), CPU);
        var written = new float[2_000];
        var random = new Xoshiro256(3);
        box.WriteRandom(ref random, new ActionRows(written, 2));
        var first = written.Where((_, index) => index % 2 == 0).ToArray();
        var second = written.Where((_, index) => index % 2 == 1).ToArray();
        first.Should().OnlyContain(value => value >= -2 && value <= 2);
        second.Should().OnlyContain(value => value >= 0 && value <= 10);
        // 1,000 uniform draws: the mean is within six standard errors of the centre but once in 10⁸ seeds, and the seed is fixed.
        first.Average().Should().BeApproximately(0, 6 * 4 / MathF.Sqrt(12_000));
        second.Average().Should().BeApproximately(5, 6 * 10 / MathF.Sqrt(12_000));
    }
}
