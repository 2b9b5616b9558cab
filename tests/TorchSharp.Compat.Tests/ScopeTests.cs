using static TorchSharp.torch;

namespace TorchSharp.Compat.Tests;

public sealed class ScopeTests
{
    [Fact]
    public void AScopeDisposesWhatWasMadeInIt()
    {
        Tensor x;
        using (NewDisposeScope())
        {
            x = ones(2);
            x.IsInvalid.Should().BeFalse();
        }

        x.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void MovingOutSurvivesOneScopeAndDetachingAll()
    {
        Tensor moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = ones(2).MoveToOuterDisposeScope();
                detached = ones(2).DetachFromDisposeScope();
            }

            moved.IsInvalid.Should().BeFalse();
            outer.Contains(moved).Should().BeTrue();
            outer.Contains(detached).Should().BeFalse();
        }

        moved.IsInvalid.Should().BeTrue();
        detached.IsInvalid.Should().BeFalse();
        detached.Dispose();
    }

    [Fact]
    public void MovingOutOfTheOutermostScopeDetaches()
    {
        Tensor x;
        using (NewDisposeScope())
        {
            x = ones(2).MoveToOuterDisposeScope();
        }

        x.IsInvalid.Should().BeFalse();
        x.Dispose();
    }

    [Fact]
    public void TheFormsOfMovingReturnWhatTheyMove()
    {
        using var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var (a, b) = inner.MoveToOuter(ones(1), ones(2));
        var (c, d, e) = inner.MoveToOuter(ones(1), ones(2), ones(3));
        var f = inner.MoveToOuter(ones(1));
        Tensor[] list = [ones(1), ones(2)];
        inner.MoveToOuter(list);
        inner.Detach(ones(1)).Dispose();
        inner.MoveToOther(outer, ones(1)).IsInvalid.Should().BeFalse();
        var kept = inner.DisposeEverythingBut(ones(9));
        inner.DisposablesCount.Should().Be(1);
        inner.Dispose();
        kept.IsInvalid.Should().BeTrue();
        new[] { a, b, c, d, e, f, list[0], list[1] }.Should().OnlyContain(t => !t.IsInvalid);
        outer.DisposablesCount.Should().Be(9);
    }

    [Fact]
    public void AttachingTakesFromTheFormerScope()
    {
        var outside = ones(2);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(outside);
            scope.Contains(outside).Should().BeTrue();
            scope.DisposablesView.Should().ContainSingle().Which.Should().BeSameAs(outside);
        }

        outside.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void TheCurrentScopeIsTheInnermost()
    {
        CurrentDisposeScope.Should().BeNull();
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                CurrentDisposeScope.Should().BeSameAs(inner);
            }

            CurrentDisposeScope.Should().BeSameAs(outer);
        }

        CurrentDisposeScope.Should().BeNull();
    }

    [Fact]
    public void ScopesMayBeDisposedOutOfOrderAndTwice()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        outer.Dispose();
        CurrentDisposeScope.Should().BeSameAs(inner);
        inner.Dispose();
        CurrentDisposeScope.Should().BeNull();
        outer.Invoking(s => s.DisposeEverything()).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void ATensorDisposedEarlyLeavesItsScope()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 100).Select(_ => ones(1)).ToArray();
        foreach (var t in tensors.Where((_, i) => i % 3 == 0))
        {
            t.Dispose();
        }

        scope.DisposablesCount.Should().Be(66);
        for (var i = 0; i < 200; i++)
        {
            ones(1).Dispose();
        }

        scope.DisposablesCount.Should().Be(66);
        tensors.Where((_, i) => i % 3 != 0).Should().OnlyContain(t => !t.IsInvalid && scope.Contains(t));
    }

    [Fact]
    public void StatisticsCountBothWaysOfLiving()
    {
        OnOwnThread(() =>
        {
            var statistics = DisposeScopeManager.Statistics;
            statistics.Reset();
            var outside = ones(1);
            using (var scope = NewDisposeScope())
            {
                ones(1);
                ones(1).Dispose();
                ones(1).MoveToOuterDisposeScope();
                var detached = ones(1).DetachFromDisposeScope();
                scope.Attach(detached);
                statistics.ThreadTotalLiveCount.Should().Be(4);
            }

            outside.Dispose();
            statistics.CreatedOutsideScopeCount.Should().Be(1);
            statistics.CreatedInScopeCount.Should().Be(4);
            statistics.DisposedOutsideScopeCount.Should().Be(1);
            statistics.DisposedInScopeCount.Should().Be(3);
            statistics.DetachedFromScopeCount.Should().Be(2);
            statistics.AttachedToScopeCount.Should().Be(1);
            statistics.ThreadTotalLiveCount.Should().Be(1);
            statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(1);
        });
    }

    [Fact]
    public void ScopesAndStatisticsBelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        OnOwnThread(() =>
        {
            CurrentDisposeScope.Should().BeNull();
            DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(0);
            using var x = ones(1);
            DisposeScopeManager.Statistics.CreatedOutsideScopeCount.Should().Be(1);
        });
        scope.DisposablesCount.Should().Be(0);
    }

    [Fact]
    public void TenThousandOperationsLeaveNoTensorBehind()
    {
        OnOwnThread(() =>
        {
            using (var warm = NewDisposeScope())
            {
                ones(1).add(1);
            }

            var statistics = DisposeScopeManager.Statistics;
            statistics.Reset();
            var weights = ones(8, 8, requires_grad: true);
            for (var i = 0; i < 1000; i++)
            {
                using var scope = NewDisposeScope();
                var x = randn(4, 8);
                var y = x.matmul(weights).relu().softmax(1);
                var loss = (y * y).sum() - y.log().mean();
                loss.backward();
                using (no_grad())
                {
                    weights.add_(weights.grad!, alpha: -1e-3);
                }

                weights.grad!.zero_();
            }

            statistics.ThreadTotalLiveCount.Should().Be(1);
            weights.Dispose();
            statistics.ThreadTotalLiveCount.Should().Be(0);
        });
    }

    [Fact]
    public void ForgottenTensorsAreFreedByTheCollector()
    {
        static void Forget()
        {
            for (var i = 0; i < 500; i++)
            {
                zeros(1000);
            }
        }

        var before = Tensor.TotalCount;
        Forget();
        for (var i = 0; i < 20 && Tensor.TotalCount > before + 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Tensor.TotalCount.Should().BeLessThan(before + 100);
        Tensor.PeakCount.Should().BeGreaterThanOrEqualTo(Tensor.TotalCount);
    }

    private static void OnOwnThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("On its own thread: " + failure.Message, failure);
        }
    }
}
