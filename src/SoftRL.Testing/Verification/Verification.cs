using static TorchSharp.torch;

namespace SoftRL.Testing;

/// <summary>
/// The proof that soft Q-learning and entropy-regularised policy gradients are one: every identity the papers claim, checked in
/// float64 on small problems by exact expectations over all trajectories, with the losses, heads and backups of SoftRL.Core.
/// </summary>
/// <remarks>On the CPU, deterministic, well under a minute. docs/math/equivalence.md.</remarks>
public static class Verification
{
    private static readonly Func<IEnumerable<VerificationRow>>[] Sections =
    [
        BanditChecks.Rows,
        MdpChecks.Rows,
        StreamScaleChecks.Rows,
        SampledChecks.Rows,
        NaturalGradientChecks.Rows,
        ReturnGradientChecks.Rows,
        NegativeControls.Rows,
        BanditErrata.Rows,
        BackupErrata.Rows,
        GradientErrata.Rows,
        SoftQErrata.Rows,
        UnifiedViewErrata.Rows,
        UnifiedViewGradientErrata.Rows,
        DeepSoftPolicyGradientErrata.Rows,
    ];

    /// <summary>Checks everything.</summary>
    /// <param name="progress">Told of each line as it is finished; nobody when omitted.</param>
    /// <param name="cancellation">Stops between lines.</param>
    /// <returns>All lines; the same, bit for bit, each time on one machine with one number of tensor threads.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static VerificationReport Run(IProgress<VerificationRow>? progress = null, CancellationToken cancellation = default)
    {
        using var recording = enable_grad();
        var rows = new List<VerificationRow>();
        foreach (var section in Sections)
        {
            foreach (var row in section())
            {
                rows.Add(row);
                progress?.Report(row);
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return new VerificationReport(rows);
    }
}
