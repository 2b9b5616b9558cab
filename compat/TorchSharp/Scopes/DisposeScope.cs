using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns the tensors made on this thread while it is the innermost scope, and disposes them with itself. A tensor remembers
/// its scope and its place in the scope's list, so that moving and early disposal cost no search.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private DisposeScopeManager _manager;
    private DisposeScope _outer;
    private Tensor[] _slots = new Tensor[16];   // holes are null
    private int _used;
    private int _count;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        _outer = manager.Current;
        manager.Current = this;
    }

    public int DisposablesCount => _count;

    /// <summary>A copy of the list, in the order of arrival.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            var view = new List<IDisposable>(_count);
            for (var i = 0; i < _used; i++)
            {
                if (_slots[i] is { } tensor)
                {
                    view.Add(tensor);
                }
            }

            return view;
        }
    }

    public bool Contains(IDisposable disposable) => disposable is Tensor tensor && Holds(tensor);

    // ---- to the outer scope -----------------------------------------------------------------------------------------
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(_outer, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => MoveToOther(_outer, first, second);

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => MoveToOther(_outer, first, second, third);

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(_outer, (IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(_outer, disposables);

    // ---- to any scope; null detaches ----------------------------------------------------------------------------------
    public T MoveToOther<T>(DisposeScope scope, T disposable)
        where T : IDisposable
    {
        Move(scope, disposable);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        Move(scope, first);
        Move(scope, second);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        Move(scope, first);
        Move(scope, second);
        Move(scope, third);
        return (first, second, third);
    }

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            Move(scope, disposable);
        }
    }

    // ---- out of every scope -------------------------------------------------------------------------------------------
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => MoveToOther(null, first, second);

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => MoveToOther(null, first, second, third);

    public void Detach(params IDisposable[] disposables) => MoveToOther(null, (IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    // ---- into this scope ----------------------------------------------------------------------------------------------
    public void Attach(IDisposable disposable)
    {
        var manager = Manager();
        if (disposable is not Tensor tensor)
        {
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        }

        var former = tensor.OwningDisposeScope;
        if (former == this)
        {
            return;
        }

        former?.Take(tensor);
        Add(tensor);
        tensor.OwningDisposeScope = this;
        manager.Counts.TensorStatistics.AttachedToScopeCount++;
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var result = new List<IDisposable>();
        foreach (var disposable in disposables)
        {
            Attach(disposable);
            result.Add(disposable);
        }

        return result;
    }

    // ---- disposal -----------------------------------------------------------------------------------------------------
    public void Dispose()
    {
        if (_manager is null)
        {
            return;
        }

        DisposeEverything();
        Unlink();
        _manager = null;
        _slots = [];
    }

    public void DisposeEverything() => DisposeUnless(null);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep) =>
        DisposeUnless(new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance));

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        Manager();
        if (disposable is Tensor tensor && Holds(tensor))
        {
            Take(tensor);
            tensor.OwningDisposeScope = null;
        }
    }

    // ---- the list -----------------------------------------------------------------------------------------------------
    internal void Add(Tensor tensor)
    {
        if (_used == _slots.Length)
        {
            MakeRoom();
        }

        tensor.ScopeSlot = _used;
        _slots[_used++] = tensor;
        _count++;
    }

    internal void Take(Tensor tensor)
    {
        var slot = tensor.ScopeSlot;
        _slots[slot] = null;
        _count--;
        if (slot == _used - 1)
        {
            _used--;
        }
    }

    private bool Holds(Tensor tensor) =>
        (uint)tensor.ScopeSlot < (uint)_used && ReferenceEquals(_slots[tensor.ScopeSlot], tensor);

    private void MakeRoom()
    {
        // Mostly holes: close them; otherwise double.
        var target = _count * 2 <= _slots.Length ? _slots : new Tensor[_slots.Length * 2];
        var live = 0;
        for (var i = 0; i < _used; i++)
        {
            if (_slots[i] is { } tensor)
            {
                tensor.ScopeSlot = live;
                target[live++] = tensor;
            }
        }

        if (ReferenceEquals(target, _slots))
        {
            Array.Clear(_slots, live, _used - live);
        }

        _slots = target;
        _used = live;
    }

    private void Move(DisposeScope scope, IDisposable disposable)
    {
        var manager = Manager();
        if (disposable is not Tensor tensor || !Holds(tensor) || scope == this)
        {
            return;
        }

        Take(tensor);
        tensor.OwningDisposeScope = scope;
        if (scope is null)
        {
            manager.Counts.TensorStatistics.DetachedFromScopeCount++;
        }
        else
        {
            scope.Manager();
            scope.Add(tensor);
        }
    }

    private void DisposeUnless(HashSet<IDisposable> keep)
    {
        Manager();
        // From the end, so that every disposal takes the last one off the list.
        for (var i = _used - 1; i >= 0; i--)
        {
            if (_slots[i] is { } tensor && (keep is null || !keep.Contains(tensor)))
            {
                tensor.Dispose();
            }
        }
    }

    private void Unlink()
    {
        if (_manager.Current == this)
        {
            _manager.Current = _outer;
            return;
        }

        // Disposed out of order: the scopes inside it now lie inside its outer one.
        for (var scope = _manager.Current; scope is not null; scope = scope._outer)
        {
            if (scope._outer == this)
            {
                scope._outer = _outer;
                return;
            }
        }
    }

    private DisposeScopeManager Manager()
    {
        ObjectDisposedException.ThrowIf(_manager is null, this);
        return _manager;
    }
}
