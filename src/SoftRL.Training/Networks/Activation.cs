namespace SoftRL.Training;

/// <summary>What lies between the fully connected layers of <see cref="TorsoKind.Mlp"/>; the other torsos are always rectified.</summary>
public enum Activation
{
    /// <summary>tanh: bounded features, usual on-policy.</summary>
    Tanh,

    /// <summary>max(x, 0): usual off-policy.</summary>
    Relu,
}
