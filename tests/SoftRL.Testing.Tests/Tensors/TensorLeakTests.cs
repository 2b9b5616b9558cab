using static TorchSharp.torch;

namespace SoftRL.Testing.Tests;

public sealed class TensorLeakTests
{
    [Fact]
    public void PassesWhenEverythingIsDisposed() => TensorLeak.AssertNone(() =>
    {
        using var scope = NewDisposeScope();
        using var early = ones(3);
        var late = early + 1;
        late.sum().item<float>().Should().Be(6);
    });

    [Fact]
    public void ATensorLeftAliveIsFoundAndCounted()
    {
        Tensor? left = null;
        var check = () => TensorLeak.AssertNone(() => left = ones(3));
        check.Should().Throw<TensorCheckException>().WithMessage("1 tensor(s) left alive*");
        left!.Dispose();
    }

    [Fact]
    public void ATensorMovedOutOfTheScopeIsFound()
    {
        using var outer = NewDisposeScope();
        var check = () => TensorLeak.AssertNone(() =>
        {
            using var scope = NewDisposeScope();
            ones(3).MoveToOuterDisposeScope();
        });
        check.Should().Throw<TensorCheckException>().WithMessage("1 tensor(s) left alive*");
    }

    [Fact]
    public void DisposingAnInputIsFound()
    {
        var input = ones(3);
        var check = () => TensorLeak.AssertNone(input.Dispose);
        check.Should().Throw<TensorCheckException>().WithMessage("1 tensor(s) disposed that the action did not create*");
    }

    [Fact]
    public void AnExceptionOfTheActionComesThrough()
    {
        var check = () => TensorLeak.AssertNone(() => throw new InvalidOperationException("mine"));
        check.Should().Throw<InvalidOperationException>().WithMessage("mine");
    }

    [Fact]
    public void RefusesNoAction()
    {
        var check = () => TensorLeak.AssertNone(null!);
        check.Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be("action");
    }
}
