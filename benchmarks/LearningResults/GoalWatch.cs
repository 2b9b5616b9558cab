using SoftRL.Environments;

namespace LearningResults;

/// <summary>MultiGoal-v0 environments that remember where their episodes ended: which of the four equally good goals a policy reaches, and how often.</summary>
internal sealed class GoalWatch
{
    /// <summary>Index of "none of them" in the counts, after the goals: right, left, up, down.</summary>
    public const int Missed = MultiGoalDynamics.Goals;

    private readonly List<Watched> _watched = [];

    public GoalWatch()
    {
        var known = EnvironmentCatalog.Find("MultiGoal-v0");
        Environment = EnvironmentSpec.Of(known.Id, known.Description, known.ObservationSpace, known.ActionSpace, Create, known.MaxEpisodeSteps);
    }

    /// <summary>Makes the environments; those of one evaluation only.</summary>
    public EnvironmentSpec Environment { get; }

    /// <summary>Episodes by where they ended. An environment plays on while the others finish their share; those episodes do not count, as in the evaluation.</summary>
    public int[] Counts(int episodes)
    {
        var counts = new int[MultiGoalDynamics.Goals + 1];
        for (var index = 0; index < _watched.Count; index++)
        {
            var share = (episodes / _watched.Count) + (index < episodes % _watched.Count ? 1 : 0);
            foreach (var end in _watched[index].Ends.Take(share))
            {
                counts[end]++;
            }
        }

        return counts;
    }

    private Watched Create()
    {
        var watched = new Watched();
        _watched.Add(watched);
        return watched;
    }

    private sealed class Watched : IEnvironment<ReadOnlySpan<float>>
    {
        private readonly MultiGoalOptions _options = new();
        private readonly MultiGoal _inner = new();

        public List<int> Ends { get; } = [];

        public ObservationSpace ObservationSpace => _inner.ObservationSpace;

        public ActionSpace ActionSpace => _inner.ActionSpace;

        public void Reset(ulong seed, Span<float> observation) => _inner.Reset(seed, observation);

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            var result = _inner.Step(action, observation);
            if (result.End != StepEnd.None)
            {
                Ends.Add(result.End == StepEnd.Terminated ? MultiGoalDynamics.Nearest(new MultiGoalState(observation[0], observation[1]), _options).Goal : Missed);
            }

            return result;
        }

        public void Save(BinaryWriter writer) => _inner.Save(writer);

        public void Load(BinaryReader reader) => _inner.Load(reader);
    }
}
