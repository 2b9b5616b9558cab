using SoftRL.Environments;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>K networks of one shape that read the same input: <c>[B, …]</c> → <c>[K, B, Outputs]</c>. Their parameters are one vector to whoever trains them.</summary>
internal sealed class EnsembleNetwork : nn.Module<Tensor, Tensor>
{
    private readonly FeedForwardNetwork[] _members;

    public EnsembleNetwork(int count, NetworkShape shape, ref Xoshiro256 random, Device device)
        : base(nameof(EnsembleNetwork))
    {
        _members = new FeedForwardNetwork[count];
        var gains = Enumerable.Repeat(1.0, shape.Outputs).ToArray();
        for (var index = 0; index < count; index++)
        {
            _members[index] = new FeedForwardNetwork(shape, gains, ref random, device);
            register_module($"critic{index + 1}", _members[index]);
        }
    }

    public override Tensor forward(Tensor input) => stack(Array.ConvertAll(_members, member => member.call(input)));

    /// <summary>The smallest output of one or two members, entry by entry, <c>[B, Outputs]</c>.</summary>
    public Tensor Smallest(Tensor input)
        => _members.Length == 1 ? _members[0].call(input) : minimum(_members[0].call(input), _members[1].call(input));
}
