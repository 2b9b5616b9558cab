namespace SoftRL.Cli;

/// <summary>Keeps the pictures of one episode in files. Disposing it removes what is not finished.</summary>
internal interface IRecording : IAudience, IDisposable
{
    /// <summary>What became of it, once the episode is over.</summary>
    RecordingReport? Report { get; }
}
