using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU, -1);
    public static readonly Device META = new(DeviceType.META, -1);
    private static readonly Device s_cuda = new(DeviceType.CUDA, -1);

    public static Device CUDA => s_cuda;

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    /// <summary>Where a tensor's memory lies. An index of -1 means the current one of its kind; the CPU has no other.</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            if (parts.Length > 2)
            {
                throw new ArgumentException($"'{description}' is not a device: write a type, or type:index.", nameof(description));
            }

            type = Parse(parts[0]);
            index = Normal(parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : -1);
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType);
            this.index = Normal(index);
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = Normal(index);
        }

        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var text = type.ToString().ToLowerInvariant();
            return index == -1 ? text : $"{text}:{index}";
        }

        private int Normal(int wanted) => type == DeviceType.CPU ? -1 : wanted;

        private static DeviceType Parse(string text) => text.Trim().ToLowerInvariant() switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "mps" => DeviceType.MPS,
            "meta" => DeviceType.META,
            _ => throw new ArgumentException($"'{text}' is not a device type of this look-alike: cpu, cuda, mps, meta."),
        };
    }
}
