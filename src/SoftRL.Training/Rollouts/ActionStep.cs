using SoftRL.Environments;

namespace SoftRL.Training;

/// <summary>Steps environments with the actions that an agent wrote.</summary>
/// <param name="environment">The environments. Borrowed.</param>
internal sealed class ActionStep(IVectorEnvironment environment)
{
    private readonly int[] _indices = new int[environment.ActionSpace is DiscreteActions ? environment.Count : 0];

    /// <summary>Takes one step.</summary>
    /// <param name="actions">N rows.</param>
    public void Take(ActionRows actions)
    {
        if (actions.Dimension > 0)
        {
            environment.Step(actions.Vectors);
            return;
        }

        for (var index = 0; index < _indices.Length; index++)
        {
            _indices[index] = (int)actions.Indices[index];
        }

        environment.Step(_indices);
    }
}
