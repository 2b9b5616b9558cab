using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

/// <summary>What goes wrong is an exception, never the end of the process.</summary>
public sealed class TensorErrorTests
{
    private static bool IsLookAlike => typeof(TensorErrorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TorchBackend").Value == "system";

    [Fact]
    public void WrongShapesThrowWithBothSizes()
    {
        using var scope = NewDisposeScope();
        var a = ones(2, 3);
        var b = ones(2, 3);
        FluentActions.Invoking(() => a.mm(b)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => a + ones(4)).Should().Throw<ExternalException>().WithMessage("*size of tensor a (3)*");
        FluentActions.Invoking(() => a.add_(ones(4, 4))).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => cat([a, ones(3, 4)], 0)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => a.view(4)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => a.sum(7)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => a.gather(1, tensor(new long[] { 9 }, [1, 1]))).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => einsum("ij,jk->ik", a, b)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => linalg.inv(zeros(2, 2))).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => a.max(9)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => a.split(0)).Should().Throw<ExternalException>();
    }

    [Fact]
    public void FailuresThatEndTheProcessInTheRealLibraryAreExceptionsHere()
    {
        if (!IsLookAlike)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var x = ones(2, 3, requires_grad: true);
        FluentActions.Invoking(() => x.matmul(ones(2, 3))).Should().Throw<ExternalException>().WithMessage("*2x3 and 2x3*");
        FluentActions.Invoking(() => autograd.grad([x.sum()], [ones(2)])).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => autograd.grad([x.sum()], [ones(2, requires_grad: true)])).Should().Throw<ExternalException>()
            .WithMessage("*not have been used in the graph*");
    }

    [Fact]
    public void AFailedCallLeavesNothingBehindForTheNextOne()
    {
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => ones(2).add(ones(3))).Should().Throw<ExternalException>();
        CheckForErrors();
        ones(2).add(ones(2)).SumOf().Should().Be(4f);
        ones(2).grad.Should().BeNull();
    }

    [Fact]
    public void MessagesCarryNoNativeStack()
    {
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => ones(2).add(ones(3))).Should().Throw<ExternalException>()
            .Which.Message.Should().NotContain("frame #");
    }

    [Fact]
    public void ADisposedTensorSaysSo()
    {
        var x = ones(2);
        x.Dispose();
        x.IsInvalid.Should().BeTrue();
        const string message = "Tensor invalid -- empty handle.";
        x.Invoking(t => t.shape).Should().Throw<InvalidOperationException>().WithMessage(message);
        x.Invoking(t => t.add(1)).Should().Throw<InvalidOperationException>().WithMessage(message);
        x.Invoking(t => t.mul_(1)).Should().Throw<InvalidOperationException>().WithMessage(message);
        using var y = ones(2);
        y.Invoking(t => t + x).Should().Throw<InvalidOperationException>().WithMessage(message);
        x.Invoking(t => t.Dispose()).Should().NotThrow();
    }

    [Fact]
    public void MisuseOfGradientsThrows()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        FluentActions.Invoking(() => (x * 2).backward()).Should().Throw<ExternalException>().WithMessage("*scalar outputs*");
        FluentActions.Invoking(() => x.add_(1)).Should().Throw<ExternalException>().WithMessage("*leaf*");
        FluentActions.Invoking(() => x.grad = ones(3)).Should().Throw<ExternalException>();
        FluentActions.Invoking(() => arange(3).requires_grad = true).Should().Throw<ExternalException>();
    }
}

internal static class Sums
{
    public static float SumOf(this Tensor t)
    {
        using var s = t.sum();
        return s.item<float>();
    }
}
