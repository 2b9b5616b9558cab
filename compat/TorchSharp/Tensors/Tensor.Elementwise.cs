using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Functions of one tensor, element by element.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Wrap(srt_abs(Handle), this);

        public Tensor abs_() => InPlace(srt_abs_(Handle));

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor acos() => Wrap(srt_acos(Handle), this);

        public Tensor acos_() => InPlace(srt_acos_(Handle));

        public Tensor acosh() => Wrap(srt_acosh(Handle), this);

        public Tensor acosh_() => InPlace(srt_acosh_(Handle));

        public Tensor asin() => Wrap(srt_asin(Handle), this);

        public Tensor asin_() => InPlace(srt_asin_(Handle));

        public Tensor asinh() => Wrap(srt_asinh(Handle), this);

        public Tensor asinh_() => InPlace(srt_asinh_(Handle));

        public Tensor atan() => Wrap(srt_atan(Handle), this);

        public Tensor atan_() => InPlace(srt_atan_(Handle));

        public Tensor atanh() => Wrap(srt_atanh(Handle), this);

        public Tensor atanh_() => InPlace(srt_atanh_(Handle));

        public Tensor ceil() => Wrap(srt_ceil(Handle), this);

        public Tensor ceil_() => InPlace(srt_ceil_(Handle));

        public Tensor cos() => Wrap(srt_cos(Handle), this);

        public Tensor cos_() => InPlace(srt_cos_(Handle));

        public Tensor cosh() => Wrap(srt_cosh(Handle), this);

        public Tensor cosh_() => InPlace(srt_cosh_(Handle));

        public Tensor deg2rad() => Wrap(srt_deg2rad(Handle), this);

        public Tensor digamma() => Wrap(srt_digamma(Handle), this);

        public Tensor digamma_() => InPlace(srt_digamma_(Handle));

        public Tensor erf() => Wrap(srt_erf(Handle), this);

        public Tensor erf_() => InPlace(srt_erf_(Handle));

        public Tensor erfc() => Wrap(srt_erfc(Handle), this);

        public Tensor erfc_() => InPlace(srt_erfc_(Handle));

        public Tensor erfinv() => Wrap(srt_erfinv(Handle), this);

        public Tensor erfinv_() => InPlace(srt_erfinv_(Handle));

        public Tensor exp() => Wrap(srt_exp(Handle), this);

        public Tensor exp_() => InPlace(srt_exp_(Handle));

        public Tensor exp2() => Wrap(srt_exp2(Handle), this);

        public Tensor expm1() => Wrap(srt_expm1(Handle), this);

        public Tensor expm1_() => InPlace(srt_expm1_(Handle));

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        public Tensor floor() => Wrap(srt_floor(Handle), this);

        public Tensor floor_() => InPlace(srt_floor_(Handle));

        public Tensor frac() => Wrap(srt_frac(Handle), this);

        public Tensor frac_() => InPlace(srt_frac_(Handle));

        public Tensor i0() => Wrap(srt_i0(Handle), this);

        public Tensor lgamma() => Wrap(srt_lgamma(Handle), this);

        public Tensor lgamma_() => InPlace(srt_lgamma_(Handle));

        public Tensor log() => Wrap(srt_log(Handle), this);

        public Tensor log_() => InPlace(srt_log_(Handle));

        public Tensor log10() => Wrap(srt_log10(Handle), this);

        public Tensor log10_() => InPlace(srt_log10_(Handle));

        public Tensor log1p() => Wrap(srt_log1p(Handle), this);

        public Tensor log1p_() => InPlace(srt_log1p_(Handle));

        public Tensor log2() => Wrap(srt_log2(Handle), this);

        public Tensor log2_() => InPlace(srt_log2_(Handle));

        public Tensor log_sigmoid() => Wrap(srt_log_sigmoid(Handle), this);

        public Tensor logical_not() => Wrap(srt_logical_not(Handle), this);

        public Tensor logical_not_() => InPlace(srt_logical_not_(Handle));

        public Tensor bitwise_not() => Wrap(srt_bitwise_not(Handle), this);

        public Tensor bitwise_not_() => InPlace(srt_bitwise_not_(Handle));

        public Tensor neg() => Wrap(srt_neg(Handle), this);

        public Tensor neg_() => InPlace(srt_neg_(Handle));

        public Tensor negative() => neg();

        public Tensor positive() => Wrap(srt_positive(Handle), this);

        public Tensor rad2deg() => Wrap(srt_rad2deg(Handle), this);

        public Tensor reciprocal() => Wrap(srt_reciprocal(Handle), this);

        public Tensor reciprocal_() => InPlace(srt_reciprocal_(Handle));

        public Tensor relu() => Wrap(srt_relu(Handle), this);

        public Tensor relu_() => InPlace(srt_relu_(Handle));

        public Tensor relu6() => Wrap(srt_relu6(Handle), this);

        public Tensor relu6_() => InPlace(srt_relu6_(Handle));

        public Tensor round(long decimals = 0) => Wrap(srt_round(Handle, decimals), this);

        public Tensor round_(long decimals = 0) => InPlace(srt_round_(Handle, decimals));

        public Tensor rsqrt() => Wrap(srt_rsqrt(Handle), this);

        public Tensor rsqrt_() => InPlace(srt_rsqrt_(Handle));

        public Tensor selu() => Wrap(srt_selu(Handle), this);

        public Tensor selu_() => InPlace(srt_selu_(Handle));

        public Tensor sgn() => Wrap(srt_sgn(Handle), this);

        public Tensor sgn_() => InPlace(srt_sgn_(Handle));

        public Tensor sigmoid() => Wrap(srt_sigmoid(Handle), this);

        public Tensor sigmoid_() => InPlace(srt_sigmoid_(Handle));

        public Tensor sign() => Wrap(srt_sign(Handle), this);

        public Tensor sign_() => InPlace(srt_sign_(Handle));

        public Tensor signbit() => Wrap(srt_signbit(Handle), this);

        public Tensor silu() => Wrap(srt_silu(Handle), this);

        public Tensor silu_() => InPlace(srt_silu_(Handle));

        public Tensor sin() => Wrap(srt_sin(Handle), this);

        public Tensor sin_() => InPlace(srt_sin_(Handle));

        public Tensor sinc() => Wrap(srt_sinc(Handle), this);

        public Tensor sinc_() => InPlace(srt_sinc_(Handle));

        public Tensor sinh() => Wrap(srt_sinh(Handle), this);

        public Tensor sinh_() => InPlace(srt_sinh_(Handle));

        public Tensor softplus(double beta = 1, double threshold = 20) => Wrap(srt_softplus(Handle, beta, threshold), this);

        public Tensor sqrt() => Wrap(srt_sqrt(Handle), this);

        public Tensor sqrt_() => InPlace(srt_sqrt_(Handle));

        public Tensor square() => Wrap(srt_square(Handle), this);

        public Tensor tan() => Wrap(srt_tan(Handle), this);

        public Tensor tan_() => InPlace(srt_tan_(Handle));

        public Tensor tanh() => Wrap(srt_tanh(Handle), this);

        public Tensor tanh_() => InPlace(srt_tanh_(Handle));

        public Tensor trunc() => Wrap(srt_trunc(Handle), this);

        public Tensor trunc_() => InPlace(srt_trunc_(Handle));

        public Tensor gelu() => Wrap(srt_gelu(Handle), this);

        public Tensor gelu_() => InPlace(srt_gelu_(Handle));

        public Tensor elu(double alpha = 1) => Wrap(srt_elu(Handle, alpha), this);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Wrap(srt_elu_scalar(Handle, alpha.Value, scale.Value, input_scale.Value), this);

        public Tensor elu_(double alpha = 1) => InPlace(srt_elu_(Handle, alpha));

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => InPlace(srt_elu_scalar_(Handle, alpha.Value, scale.Value, input_scale.Value));

        public Tensor celu() => Wrap(srt_celu(Handle), this);

        public Tensor celu(Scalar alpha) => Wrap(srt_celu_scalar(Handle, alpha.Value), this);

        public Tensor celu_() => InPlace(srt_celu_(Handle));

        public Tensor celu_(Scalar alpha) => InPlace(srt_celu_scalar_(Handle, alpha.Value));

        public Tensor leaky_relu(Scalar negative_slope) => Wrap(srt_leaky_relu(Handle, negative_slope.Value), this);

        public Tensor leaky_relu_(Scalar negative_slope) => InPlace(srt_leaky_relu_(Handle, negative_slope.Value));

        public Tensor hardtanh(Scalar min, Scalar max) => Wrap(srt_hardtanh(Handle, min.Value, max.Value), this);

        public Tensor hardtanh_(Scalar min, Scalar max) => InPlace(srt_hardtanh_(Handle, min.Value, max.Value));

        public Tensor hardsigmoid() => Wrap(srt_hardsigmoid(Handle), this);

        public Tensor hardsigmoid_() => InPlace(srt_hardsigmoid_(Handle));

        public Tensor hardswish() => Wrap(srt_hardswish(Handle), this);

        public Tensor hardswish_() => InPlace(srt_hardswish_(Handle));

        public Tensor threshold(Scalar threshold, Scalar value) => Wrap(srt_threshold(Handle, threshold.Value, value.Value), this);

        public Tensor threshold_(Scalar threshold, Scalar value) => InPlace(srt_threshold_(Handle, threshold.Value, value.Value));

        public Tensor clamp(Tensor min = null, Tensor max = null) => Wrap(srt_clamp(Handle, HandleOrZero(min), HandleOrZero(max)), this, min, max);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Wrap(srt_clamp_scalar(Handle, ScalarArg.Of(min), ScalarArg.Of(max)), this);

        public Tensor clamp_(Tensor min = null, Tensor max = null) => InPlace(srt_clamp_(Handle, HandleOrZero(min), HandleOrZero(max)), min, max);

        public Tensor clamp_(Scalar min = null, Scalar max = null) => InPlace(srt_clamp_scalar_(Handle, ScalarArg.Of(min), ScalarArg.Of(max)));

        public Tensor clamp_max(Scalar max) => Wrap(srt_clamp_max(Handle, max.Value), this);

        public Tensor clamp_max_(Scalar max) => InPlace(srt_clamp_max_(Handle, max.Value));

        public Tensor clamp_min(Scalar min) => Wrap(srt_clamp_min(Handle, min.Value), this);

        public Tensor clamp_min_(Scalar min) => InPlace(srt_clamp_min_(Handle, min.Value));

        public Tensor clip(Scalar min = null, Scalar max = null) => clamp(min, max);

        public Tensor isnan() => Wrap(srt_isnan(Handle), this);

        public Tensor isinf() => Wrap(srt_isinf(Handle), this);

        public Tensor isfinite() => Wrap(srt_isfinite(Handle), this);

        public Tensor isneginf() => Wrap(srt_isneginf(Handle), this);

        public Tensor isposinf() => Wrap(srt_isposinf(Handle), this);

        public Tensor isreal() => Wrap(srt_isreal(Handle), this);

        public Tensor polygamma(long p) => Wrap(srt_polygamma(Handle, p), this);

        public Tensor polygamma_(long p) => InPlace(srt_polygamma_(Handle, p));

        public Tensor mvlgamma(long p) => Wrap(srt_mvlgamma(Handle, p), this);

        public Tensor mvlgamma_(long p) => InPlace(srt_mvlgamma_(Handle, p));
    }
}
