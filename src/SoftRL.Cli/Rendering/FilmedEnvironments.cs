using SoftRL.Environments;

namespace SoftRL.Cli;

/// <summary>Environments whose first one is shown, from its first episode on, each step and both ends; otherwise as they are.</summary>
internal sealed class FilmedEnvironments : IVectorEnvironmentWrapper
{
    private readonly IVectorEnvironment _inner;
    private readonly IReadOnlyList<IAudience> _audiences;
    private readonly IRenderable _stage;
    private readonly byte[] _picture;
    private readonly CancellationToken _stop;
    private int _step;
    private double _return;

    /// <summary>Films environments.</summary>
    /// <param name="id">The environment's id.</param>
    /// <param name="inner">The environments; owned from now on.</param>
    /// <param name="audiences">Who is shown the pictures.</param>
    /// <param name="stop">Ends the playing.</param>
    /// <exception cref="UsageException">The environment cannot be drawn.</exception>
    public FilmedEnvironments(string id, IVectorEnvironment inner, IReadOnlyList<IAudience> audiences, CancellationToken stop)
    {
        (_inner, _audiences, _stop) = (inner, audiences, stop);
        if (inner.Renderer(0) is not { } stage)
        {
            inner.Dispose();
            throw new UsageException($"{id} cannot be drawn, so it can be neither recorded nor watched.");
        }

        _stage = stage;
        _picture = new byte[3 * stage.FrameWidth * stage.FrameHeight];
        if (IWrapper.Find<VectorEnvironment>(inner) is { } local)
        {
            // The one moment at which the last state of an episode can still be drawn.
            local.EpisodeEnding = index =>
            {
                if (index == 0)
                {
                    _stage.Render(_picture);
                }
            };
        }

        foreach (var audience in audiences)
        {
            audience.Enter(id, stage);
        }
    }

    /// <inheritdoc/>
    public IVectorEnvironment Inner => _inner;

    /// <inheritdoc/>
    public void Reset()
    {
        _inner.Reset();
        (_step, _return) = (0, 0);
        Draw();
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        _inner.Step(actions);
        Follow();
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions)
    {
        _inner.Step(actions);
        Follow();
    }

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    private void Follow()
    {
        _stop.ThrowIfCancellationRequested();
        _step++;
        _return += _inner.Rewards[0];
        if (_inner.Ends[0] == StepEnd.None)
        {
            Draw();
        }
        else if (_inner.EpisodeLengths[0] > 0)
        {
            // The picture was drawn at the end of the episode; where it could not be, it is that of the step before.
            Show(new Moment(_inner.EpisodeLengths[0], _inner.EpisodeReturns[0], Ends: true));
            (_step, _return) = (0, 0);
            Draw();
        }
        else
        {
            Show(new Moment(_step, _return, Ends: false));
        }
    }

    private void Draw()
    {
        if (_audiences.Any(audience => audience.IsWatching))
        {
            _stage.Render(_picture);
            Show(new Moment(_step, _return, Ends: false));
        }
    }

    private void Show(Moment moment)
    {
        foreach (var audience in _audiences)
        {
            if (audience.IsWatching)
            {
                audience.Show(_picture, moment);
            }
        }
    }
}
