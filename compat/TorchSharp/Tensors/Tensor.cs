using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A handle to a native tensor. Disposed explicitly, by its dispose scope, or at last by the collector.</summary>
    public partial class Tensor : IDisposable
    {
        private static long s_total;
        private static long s_peak;

        private nint _handle;
        internal int ScopeSlot;
        internal DisposeScope OwningDisposeScope;

        internal Tensor(nint handle)
        {
            _handle = handle;
            var total = Interlocked.Increment(ref s_total);
            if (total > s_peak)
            {
                s_peak = total;
            }

            OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
        }

        /// <summary>Takes over another object's native tensor and its place in its scope; the other is empty afterwards.</summary>
        internal Tensor(Tensor source, bool takeOver)
        {
            _handle = Interlocked.Exchange(ref source._handle, 0);
            GC.SuppressFinalize(source);
            var scope = source.OwningDisposeScope;
            if (scope is not null)
            {
                source.OwningDisposeScope = null;
                scope.Take(source);
                scope.Add(this);
                OwningDisposeScope = scope;
            }
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensors the process holds.</summary>
        public static long TotalCount => Interlocked.Read(ref s_total);

        public static long PeakCount => Interlocked.Read(ref s_peak);

        public bool IsInvalid => _handle == 0;

        public IntPtr Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var handle = _handle;
                if (handle == 0)
                {
                    ThrowEmpty();
                }

                return handle;
            }
        }

        public string name { get; set; }

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        // ---- results of native calls ----------------------------------------------------------------------------------
        /// <summary>The tensor of a returned handle; throws what the call failed with. The others are kept alive until here.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static Tensor Wrap(nint handle, object keep1 = null, object keep2 = null, object keep3 = null, object keep4 = null)
        {
            GC.KeepAlive(keep1);
            GC.KeepAlive(keep2);
            GC.KeepAlive(keep3);
            GC.KeepAlive(keep4);
            if (handle == 0)
            {
                ThrowNoResult();
            }

            return new Tensor(handle);
        }

        /// <summary>As <see cref="Wrap"/>, where no tensor is an answer: null.</summary>
        internal static Tensor WrapOrNull(nint handle, object keep1 = null)
        {
            GC.KeepAlive(keep1);
            if (handle != 0)
            {
                return new Tensor(handle);
            }

            Native.ThrowIfError();
            return null;
        }

        /// <summary>This object, after a call that worked in place.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Tensor InPlace(int status, object keep1 = null, object keep2 = null, object keep3 = null)
        {
            if (status < 0)
            {
                Native.ThrowIfError();
            }

            GC.KeepAlive(keep1);
            GC.KeepAlive(keep2);
            GC.KeepAlive(keep3);
            return this;
        }

        /// <summary>The tensors of a returned list; a missing one is null.</summary>
        internal static Tensor[] WrapList(long count, nint* handles, object keep1 = null, object keep2 = null, object keep3 = null)
        {
            GC.KeepAlive(keep1);
            GC.KeepAlive(keep2);
            GC.KeepAlive(keep3);
            if (count < 0)
            {
                Native.ThrowIfError();
            }

            var result = new Tensor[count];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = handles[i] == 0 ? null : new Tensor(handles[i]);
            }

            return result;
        }

        /// <summary>The handle of an optional argument.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static nint HandleOrZero(Tensor tensor) => tensor is null ? 0 : tensor.Handle;

        /// <summary>The handles of a list, for a call that takes an array of tensors.</summary>
        internal static nint[] Handles(IEnumerable<Tensor> tensors)
        {
            if (tensors is null)
            {
                return [];
            }

            var handles = new nint[tensors is ICollection<Tensor> c ? c.Count : System.Linq.Enumerable.Count(tensors)];
            var i = 0;
            foreach (var tensor in tensors)
            {
                handles[i++] = HandleOrZero(tensor);
            }

            return handles;
        }

        // ---- lifetime ---------------------------------------------------------------------------------------------------
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
            {
                return;
            }

            if (disposing)
            {
                var counts = DisposeScopeManager.OfThread.Counts.TensorStatistics;
                var scope = OwningDisposeScope;
                if (scope is null)
                {
                    counts.DisposedOutsideScopeCount++;
                }
                else
                {
                    counts.DisposedInScopeCount++;
                    OwningDisposeScope = null;
                    scope.Take(this);
                }
            }

            Interlocked.Decrement(ref s_total);
            srt_tensor_free(handle);
        }

        public IntPtr DecoupleFromNativeHandle()
        {
            var handle = Handle;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref s_total);
            _handle = 0;
            return handle;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is null)
            {
                other?.Attach(this);
            }
            else
            {
                OwningDisposeScope.MoveToOther(other, this);
            }

            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Gives this object another native tensor of its own; the former one is freed. Its scope stays.</summary>
        internal void ReplaceHandle(nint handle)
        {
            var former = Interlocked.Exchange(ref _handle, handle);
            if (former != 0)
            {
                srt_tensor_free(former);
            }
        }

        // ---- identity -----------------------------------------------------------------------------------------------------
        public override bool Equals(object obj) => obj is Tensor other && Equals(other);

        /// <summary>Same shape and the same values. Element by element: <see cref="eq(Tensor)"/>.</summary>
        public bool Equals(Tensor target)
        {
            var same = Native.CheckBool(srt_equal(Handle, target.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            return same;
        }

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        private static void ThrowEmpty() => throw new InvalidOperationException("Tensor invalid -- empty handle.");

        private static void ThrowNoResult()
        {
            Native.ThrowIfError();
            throw new ExternalException("LibTorch returned an undefined tensor.");
        }
    }
}
