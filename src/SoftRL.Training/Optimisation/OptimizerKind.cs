namespace SoftRL.Training;

/// <summary>The optimisers that options can name.</summary>
public enum OptimizerKind
{
    /// <summary><see cref="Training.RmsProp"/>, epsilon inside the root.</summary>
    RmsProp,

    /// <summary><see cref="Training.Adam"/>.</summary>
    Adam,
}
