namespace SoftRL.Environments.Mujoco;

/// <summary>Which revision of Gymnasium's MuJoCo tasks; they differ in rewards, observations and one friction.</summary>
public enum MujocoVersion
{
    /// <summary>The <c>-v4</c> tasks; most published curves of 2017 to 2023 are of v2 or v4.</summary>
    V4 = 4,

    /// <summary>The <c>-v5</c> tasks.</summary>
    V5 = 5,
}
