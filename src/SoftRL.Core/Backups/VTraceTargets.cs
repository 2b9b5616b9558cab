using static TorchSharp.torch;

namespace SoftRL.Core;

/// <summary>What V-trace makes of a rollout that another policy collected.</summary>
/// <param name="StateTargets">v_t, <c>[T, N]</c>, reward units: regress V towards it. Owned by whoever asked for it.</param>
/// <param name="Advantages">ρ_t (r_t − τ·KL_t + γ·v_{t+1} − V(s_t)), <c>[T, N]</c>: the weight of ∇ ln π; the policy loss adds
/// its own τ·∇KL. Owned likewise.</param>
public sealed record VTraceTargets(Tensor StateTargets, Tensor Advantages);
