#nullable enable
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the convolutions share: shapes, the parameters and their initialisation.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
        {
            throw new ArgumentException($"{in_channels} input and {out_channels} output channels cannot be divided into {groups} groups.", nameof(groups));
        }

        if (transposed)
        {
            throw new ArgumentException("This look-alike has no transposed convolutions.", nameof(transposed));
        }

        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        _weight = nn.NewParameter([out_channels, in_channels / groups, .. kernel_size], device, dtype);
        _bias = bias ? nn.NewParameter([out_channels], device, dtype) : null;
        nn.init.InitializeLayer(_weight, _bias);
        RegisterComponents();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] padding { get; }

    public Padding? padding_type { get; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _weight = (Parameter)value.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = (Parameter?)value?.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Draws the parameters afresh.</summary>
    public void reset_parameters() => nn.init.InitializeLayer(weight, bias);

    /// <summary>Whether the input has the given number of spatial dimensions, with or without a batch, and the right channels.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
    }
}
