namespace SoftRL.Environments;

/// <summary>The actions an environment takes: <see cref="DiscreteActions"/> or <see cref="BoxActions"/>.</summary>
public abstract record ActionSpace
{
    private protected ActionSpace()
    {
    }
}
