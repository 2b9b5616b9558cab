namespace SoftRL.Agents.SoftQ;

/// <summary>Where the actions come from over which <c>softq-svgd</c> sums up the soft value.</summary>
public enum ProposalKind
{
    /// <summary>Uniform over the box: no assumption about the policy, but few samples near its modes when there are many coordinates.</summary>
    Uniform,

    /// <summary>One half uniform, the other half near actions of the sampling network: a mixture whose density is known, so the value stays right wherever the network looks.</summary>
    Mixture,
}
