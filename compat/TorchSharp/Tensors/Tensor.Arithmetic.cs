using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Functions of two tensors, or of a tensor and a scalar, element by element.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Wrap(srt_add(Handle, target.Handle), this, target);

        public Tensor add(Scalar scalar) => Wrap(srt_add_scalar(Handle, scalar.Value), this);

        public Tensor add(Scalar scalar, Scalar alpha) => Wrap(srt_add_scalar_alpha(Handle, scalar.Value, alpha.Value), this);

        public Tensor add(Tensor target, Scalar alpha) => Wrap(srt_add_alpha(Handle, target.Handle, alpha.Value), this, target);

        public Tensor add_(Tensor target) => InPlace(srt_add_(Handle, target.Handle), target);

        public Tensor add_(Scalar scalar) => InPlace(srt_add_scalar_(Handle, scalar.Value));

        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(srt_add_scalar_alpha_(Handle, scalar.Value, alpha.Value));

        public Tensor add_(Tensor target, Scalar alpha) => InPlace(srt_add_alpha_(Handle, target.Handle, alpha.Value), target);

        public Tensor sub(Tensor target) => Wrap(srt_sub(Handle, target.Handle), this, target);

        public Tensor sub(Scalar target) => Wrap(srt_sub_scalar(Handle, target.Value), this);

        public Tensor sub_(Tensor target) => InPlace(srt_sub_(Handle, target.Handle), target);

        public Tensor sub_(Scalar target) => InPlace(srt_sub_scalar_(Handle, target.Value));

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor mul(Tensor target) => Wrap(srt_mul(Handle, target.Handle), this, target);

        public Tensor mul(Scalar target) => Wrap(srt_mul_scalar(Handle, target.Value), this);

        public Tensor mul_(Tensor target) => InPlace(srt_mul_(Handle, target.Handle), target);

        public Tensor mul_(Scalar target) => InPlace(srt_mul_scalar_(Handle, target.Value));

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Wrap(srt_div(Handle, target.Handle, (int)rounding_mode), this, target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Wrap(srt_div_scalar(Handle, target.Value, (int)rounding_mode), this);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(srt_div_(Handle, target.Handle, (int)rounding_mode), target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(srt_div_scalar_(Handle, target.Value, (int)rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor true_divide_(Scalar other) => div_(other);

        public Tensor floor_divide(Tensor other) => Wrap(srt_floor_divide(Handle, other.Handle), this, other);

        public Tensor floor_divide(Scalar other) => Wrap(srt_floor_divide_scalar(Handle, other.Value), this);

        public Tensor floor_divide_(Tensor other) => InPlace(srt_floor_divide_(Handle, other.Handle), other);

        public Tensor floor_divide_(Scalar other) => InPlace(srt_floor_divide_scalar_(Handle, other.Value));

        public Tensor fmod(Tensor target) => Wrap(srt_fmod(Handle, target.Handle), this, target);

        public Tensor fmod(Scalar scalar) => Wrap(srt_fmod_scalar(Handle, scalar.Value), this);

        public Tensor fmod_(Tensor target) => InPlace(srt_fmod_(Handle, target.Handle), target);

        public Tensor fmod_(Scalar scalar) => InPlace(srt_fmod_scalar_(Handle, scalar.Value));

        public Tensor remainder(Tensor target) => Wrap(srt_remainder(Handle, target.Handle), this, target);

        public Tensor remainder(Scalar scalar) => Wrap(srt_remainder_scalar(Handle, scalar.Value), this);

        public Tensor remainder_(Tensor target) => InPlace(srt_remainder_(Handle, target.Handle), target);

        public Tensor remainder_(Scalar scalar) => InPlace(srt_remainder_scalar_(Handle, scalar.Value));

        public Tensor pow(Tensor exponent) => Wrap(srt_pow(Handle, exponent.Handle), this, exponent);

        public Tensor pow(Scalar exponent) => Wrap(srt_pow_scalar(Handle, exponent.Value), this);

        public Tensor pow_(Tensor exponent) => InPlace(srt_pow_(Handle, exponent.Handle), exponent);

        public Tensor pow_(Scalar exponent) => InPlace(srt_pow_scalar_(Handle, exponent.Value));

        public Tensor float_power(Tensor target) => Wrap(srt_float_power(Handle, target.Handle), this, target);

        public Tensor atan2(Tensor other) => Wrap(srt_atan2(Handle, other.Handle), this, other);

        public Tensor atan2_(Tensor other) => InPlace(srt_atan2_(Handle, other.Handle), other);

        public Tensor arctan2(Tensor other) => atan2(other);

        public Tensor arctan2_(Tensor other) => atan2_(other);

        public Tensor copysign(Tensor other) => Wrap(srt_copysign(Handle, other.Handle), this, other);

        public Tensor hypot(Tensor other) => Wrap(srt_hypot(Handle, other.Handle), this, other);

        public Tensor heaviside(Tensor other) => Wrap(srt_heaviside(Handle, other.Handle), this, other);

        public Tensor nextafter(Tensor other) => Wrap(srt_nextafter(Handle, other.Handle), this, other);

        public Tensor xlogy(Tensor y) => Wrap(srt_xlogy(Handle, y.Handle), this, y);

        public Tensor xlogy(Scalar y) => Wrap(srt_xlogy_scalar(Handle, y.Value), this);

        public Tensor xlogy_(Tensor y) => InPlace(srt_xlogy_(Handle, y.Handle), y);

        public Tensor xlogy_(Scalar y) => InPlace(srt_xlogy_scalar_(Handle, y.Value));

        public Tensor logaddexp(Tensor other) => Wrap(srt_logaddexp(Handle, other.Handle), this, other);

        public Tensor logaddexp2(Tensor other) => Wrap(srt_logaddexp2(Handle, other.Handle), this, other);

        public Tensor lerp(Tensor end, Tensor weight) => Wrap(srt_lerp(Handle, end.Handle, weight.Handle), this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(srt_lerp_(Handle, end.Handle, weight.Handle), end, weight);

        public Tensor ldexp(Tensor other) => Wrap(srt_ldexp(Handle, other.Handle), this, other);

        public Tensor ldexp_(Tensor other) => InPlace(srt_ldexp_(Handle, other.Handle), other);

        public Tensor gcd(Tensor other) => Wrap(srt_gcd(Handle, other.Handle), this, other);

        public Tensor gcd_(Tensor other) => InPlace(srt_gcd_(Handle, other.Handle), other);

        public Tensor lcm(Tensor other) => Wrap(srt_lcm(Handle, other.Handle), this, other);

        public Tensor lcm_(Tensor other) => InPlace(srt_lcm_(Handle, other.Handle), other);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Wrap(srt_addcdiv(Handle, tensor1.Handle, tensor2.Handle), this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Wrap(srt_addcdiv_scalar(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => InPlace(srt_addcdiv_(Handle, tensor1.Handle, tensor2.Handle), tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(srt_addcdiv_scalar_(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Wrap(srt_addcmul(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(srt_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor maximum(Tensor other) => Wrap(srt_maximum(Handle, other.Handle), this, other);

        public Tensor minimum(Tensor other) => Wrap(srt_minimum(Handle, other.Handle), this, other);

        public Tensor fmax(Tensor other) => Wrap(srt_fmax(Handle, other.Handle), this, other);

        public Tensor fmin(Tensor other) => Wrap(srt_fmin(Handle, other.Handle), this, other);

        public Tensor igamma(Tensor other) => Wrap(srt_igamma(Handle, other.Handle), this, other);

        public Tensor igammac(Tensor other) => Wrap(srt_igammac(Handle, other.Handle), this, other);

        public Tensor eq(Tensor target) => Wrap(srt_eq(Handle, target.Handle), this, target);

        public Tensor eq(Scalar target) => Wrap(srt_eq_scalar(Handle, target.Value), this);

        public Tensor eq_(Tensor target) => InPlace(srt_eq_(Handle, target.Handle), target);

        public Tensor eq_(Scalar target) => InPlace(srt_eq_scalar_(Handle, target.Value));

        public Tensor ne(Tensor target) => Wrap(srt_ne(Handle, target.Handle), this, target);

        public Tensor ne(Scalar target) => Wrap(srt_ne_scalar(Handle, target.Value), this);

        public Tensor ne_(Tensor target) => InPlace(srt_ne_(Handle, target.Handle), target);

        public Tensor ne_(Scalar target) => InPlace(srt_ne_scalar_(Handle, target.Value));

        public Tensor lt(Tensor target) => Wrap(srt_lt(Handle, target.Handle), this, target);

        public Tensor lt(Scalar target) => Wrap(srt_lt_scalar(Handle, target.Value), this);

        public Tensor lt_(Tensor target) => InPlace(srt_lt_(Handle, target.Handle), target);

        public Tensor lt_(Scalar target) => InPlace(srt_lt_scalar_(Handle, target.Value));

        public Tensor le(Tensor target) => Wrap(srt_le(Handle, target.Handle), this, target);

        public Tensor le(Scalar target) => Wrap(srt_le_scalar(Handle, target.Value), this);

        public Tensor le_(Tensor target) => InPlace(srt_le_(Handle, target.Handle), target);

        public Tensor le_(Scalar target) => InPlace(srt_le_scalar_(Handle, target.Value));

        public Tensor gt(Tensor target) => Wrap(srt_gt(Handle, target.Handle), this, target);

        public Tensor gt(Scalar target) => Wrap(srt_gt_scalar(Handle, target.Value), this);

        public Tensor gt_(Tensor target) => InPlace(srt_gt_(Handle, target.Handle), target);

        public Tensor gt_(Scalar target) => InPlace(srt_gt_scalar_(Handle, target.Value));

        public Tensor ge(Tensor target) => Wrap(srt_ge(Handle, target.Handle), this, target);

        public Tensor ge(Scalar target) => Wrap(srt_ge_scalar(Handle, target.Value), this);

        public Tensor ge_(Tensor target) => InPlace(srt_ge_(Handle, target.Handle), target);

        public Tensor ge_(Scalar target) => InPlace(srt_ge_scalar_(Handle, target.Value));

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor less_equal_(Tensor target) => le_(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor not_equal_(Tensor target) => ne_(target);

        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) => Wrap(srt_isclose(Handle, other.Handle, rtol, atol, nanEqual), this, other);

        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false)
        {
            var result = Native.CheckBool(srt_allclose(Handle, target.Handle, rtol, atol, equal_nan));
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            return result;
        }

        public Tensor equal(Tensor target) => eq(target);

        public Tensor logical_and(Tensor other) => Wrap(srt_logical_and(Handle, other.Handle), this, other);

        public Tensor logical_and_(Tensor other) => InPlace(srt_logical_and_(Handle, other.Handle), other);

        public Tensor logical_or(Tensor other) => Wrap(srt_logical_or(Handle, other.Handle), this, other);

        public Tensor logical_or_(Tensor other) => InPlace(srt_logical_or_(Handle, other.Handle), other);

        public Tensor logical_xor(Tensor other) => Wrap(srt_logical_xor(Handle, other.Handle), this, other);

        public Tensor logical_xor_(Tensor other) => InPlace(srt_logical_xor_(Handle, other.Handle), other);

        public Tensor bitwise_and(Tensor other) => Wrap(srt_bitwise_and(Handle, other.Handle), this, other);

        public Tensor bitwise_and_(Tensor other) => InPlace(srt_bitwise_and_(Handle, other.Handle), other);

        public Tensor bitwise_or(Tensor other) => Wrap(srt_bitwise_or(Handle, other.Handle), this, other);

        public Tensor bitwise_or_(Tensor other) => InPlace(srt_bitwise_or_(Handle, other.Handle), other);

        public Tensor bitwise_xor(Tensor other) => Wrap(srt_bitwise_xor(Handle, other.Handle), this, other);

        public Tensor bitwise_xor_(Tensor other) => InPlace(srt_bitwise_xor_(Handle, other.Handle), other);

        public Tensor bitwise_left_shift(Tensor other) => Wrap(srt_bitwise_left_shift(Handle, other.Handle), this, other);

        public Tensor bitwise_left_shift_(Tensor other) => InPlace(srt_bitwise_left_shift_(Handle, other.Handle), other);

        public Tensor bitwise_right_shift(Tensor other) => Wrap(srt_bitwise_right_shift(Handle, other.Handle), this, other);

        public Tensor bitwise_right_shift_(Tensor other) => InPlace(srt_bitwise_right_shift_(Handle, other.Handle), other);

        public Tensor where(Tensor condition, Tensor y) => Wrap(srt_where(Handle, condition.Handle, y.Handle), this, condition, y);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Wrap(srt_isin(Handle, test_elements.Handle, assumeUnique, invert), this, test_elements);
    }
}
