using System.Runtime.InteropServices;

namespace SoftRL.Cli;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a request to stop, so that the run saves a checkpoint first; a second one ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action _announce;

    /// <summary>Starts listening.</summary>
    /// <param name="announce">Called once, on the first signal, to tell people what happens now.</param>
    public Interruption(Action announce)
    {
        _announce = announce;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _announce();
        _source.Cancel();
    }
}
