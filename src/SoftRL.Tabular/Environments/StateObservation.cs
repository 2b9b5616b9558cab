namespace SoftRL.Tabular;

/// <summary>How an environment over a finite model shows its state.</summary>
public enum StateObservation
{
    /// <summary>A vector of length S: 1 at the state, 0 elsewhere.</summary>
    OneHot = 0,

    /// <summary>One number: the index of the state, exact up to 2²⁴.</summary>
    Index = 1,
}
