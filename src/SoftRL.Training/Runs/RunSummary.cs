namespace SoftRL.Training;

/// <summary>What a run came to.</summary>
/// <param name="Directory">The run directory.</param>
/// <param name="Steps">Environment steps done.</param>
/// <param name="Seconds">Seconds of training, evaluation included, over all its resumptions.</param>
/// <param name="StepsPerSecond">Environment steps per second of this call, evaluations and checkpoints included.</param>
/// <param name="TrainingReturn">Mean return of the last hundred training episodes; NaN when none has finished.</param>
/// <param name="Evaluation">The evaluation that ended the run; null when it was interrupted.</param>
/// <param name="Status">How it ended.</param>
/// <param name="CurvePath">The learning-curve picture (HTML, beside it .svg and .png); null when none was drawn.</param>
public sealed record RunSummary(
    string Directory, long Steps, double Seconds, double StepsPerSecond, double TrainingReturn, EvaluationResult? Evaluation, RunStatus Status, string? CurvePath);
