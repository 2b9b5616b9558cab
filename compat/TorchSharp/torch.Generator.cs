using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Seeds every device's default generator and returns the CPU's.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(srt_manual_seed((ulong)seed));
        return Generator.Default;
    }

    public static long initial_seed() => Generator.Default.initial_seed();

    public static long seed()
    {
        var seed = Generator.Default.seed();
        Native.Check(srt_manual_seed((ulong)seed));
        return seed;
    }

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The default generator's functions under their own name.</summary>
    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed() => torch.initial_seed();

        public static long seed() => torch.seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    /// <summary>A source of random numbers with its own state.</summary>
    public class Generator : IDisposable
    {
        private static Generator s_default;
        private nint _handle;

        public Generator(ulong seed = 0, Device device = null)
        {
            device ??= torch.CPU;
            _handle = srt_generator_new(seed, (int)device.type, device.index);
            if (_handle == 0)
            {
                Native.ThrowIfError();
            }
        }

        private Generator(nint handle) => _handle = handle;

        ~Generator() => Dispose(false);

        /// <summary>The CPU's default generator.</summary>
        public static Generator Default => s_default ??= new Generator(srt_generator_default((int)DeviceType.CPU, -1));

        public IntPtr Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Generator invalid -- empty handle.");

        public Device device => new((DeviceType)srt_generator_device_type(Handle), srt_generator_device_index(Handle));

        public Tensor get_state() => Tensor.Wrap(srt_generator_get_state(Handle), this);

        public void set_state(Tensor value)
        {
            Native.Check(srt_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        public Generator manual_seed(long seed)
        {
            Native.Check(srt_generator_manual_seed(Handle, (ulong)seed));
            return this;
        }

        public long seed() => (long)srt_generator_seed(Handle);

        public long initial_seed() => (long)srt_generator_initial_seed(Handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            // The default generator belongs to the process.
            if (ReferenceEquals(this, s_default))
            {
                return;
            }

            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                srt_generator_free(handle);
            }
        }
    }
}
