using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Operators. Numbers on the right do not become Scalar objects on the way; number - tensor and number / tensor leave an
// intermediate tensor to the dispose scope, as in the real library.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Wrap(srt_add(left.Handle, right.Handle), left, right);

        public static Tensor operator +(Tensor left, Scalar right) => Wrap(srt_add_scalar(left.Handle, right.Value), left);

        public static Tensor operator +(Tensor left, int right) => Wrap(srt_add_scalar(left.Handle, ScalarArg.Of((long)right)), left);

        public static Tensor operator +(Tensor left, long right) => Wrap(srt_add_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator +(Tensor left, float right) => Wrap(srt_add_scalar(left.Handle, ScalarArg.Of((double)right)), left);

        public static Tensor operator +(Tensor left, double right) => Wrap(srt_add_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator +(Scalar left, Tensor right) => Wrap(srt_add_scalar(right.Handle, left.Value), right);

        public static Tensor operator +(int left, Tensor right) => Wrap(srt_add_scalar(right.Handle, ScalarArg.Of((long)left)), right);

        public static Tensor operator +(long left, Tensor right) => Wrap(srt_add_scalar(right.Handle, ScalarArg.Of(left)), right);

        public static Tensor operator +(float left, Tensor right) => Wrap(srt_add_scalar(right.Handle, ScalarArg.Of((double)left)), right);

        public static Tensor operator +(double left, Tensor right) => Wrap(srt_add_scalar(right.Handle, ScalarArg.Of(left)), right);

        public static Tensor operator -(Tensor left, Tensor right) => Wrap(srt_sub(left.Handle, right.Handle), left, right);

        public static Tensor operator -(Tensor left, Scalar right) => Wrap(srt_sub_scalar(left.Handle, right.Value), left);

        public static Tensor operator -(Tensor left, int right) => Wrap(srt_sub_scalar(left.Handle, ScalarArg.Of((long)right)), left);

        public static Tensor operator -(Tensor left, long right) => Wrap(srt_sub_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator -(Tensor left, float right) => Wrap(srt_sub_scalar(left.Handle, ScalarArg.Of((double)right)), left);

        public static Tensor operator -(Tensor left, double right) => Wrap(srt_sub_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator -(Scalar left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(int left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(long left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(float left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(double left, Tensor right) => right.negative().add(left);

        public static Tensor operator *(Tensor left, Tensor right) => Wrap(srt_mul(left.Handle, right.Handle), left, right);

        public static Tensor operator *(Tensor left, Scalar right) => Wrap(srt_mul_scalar(left.Handle, right.Value), left);

        public static Tensor operator *(Tensor left, int right) => Wrap(srt_mul_scalar(left.Handle, ScalarArg.Of((long)right)), left);

        public static Tensor operator *(Tensor left, long right) => Wrap(srt_mul_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator *(Tensor left, float right) => Wrap(srt_mul_scalar(left.Handle, ScalarArg.Of((double)right)), left);

        public static Tensor operator *(Tensor left, double right) => Wrap(srt_mul_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator *(Scalar left, Tensor right) => Wrap(srt_mul_scalar(right.Handle, left.Value), right);

        public static Tensor operator *(int left, Tensor right) => Wrap(srt_mul_scalar(right.Handle, ScalarArg.Of((long)left)), right);

        public static Tensor operator *(long left, Tensor right) => Wrap(srt_mul_scalar(right.Handle, ScalarArg.Of(left)), right);

        public static Tensor operator *(float left, Tensor right) => Wrap(srt_mul_scalar(right.Handle, ScalarArg.Of((double)left)), right);

        public static Tensor operator *(double left, Tensor right) => Wrap(srt_mul_scalar(right.Handle, ScalarArg.Of(left)), right);

        public static Tensor operator /(Tensor left, Tensor right) => Wrap(srt_div(left.Handle, right.Handle, 0), left, right);

        public static Tensor operator /(Tensor left, Scalar right) => Wrap(srt_div_scalar(left.Handle, right.Value, 0), left);

        public static Tensor operator /(Tensor left, int right) => Wrap(srt_div_scalar(left.Handle, ScalarArg.Of((long)right), 0), left);

        public static Tensor operator /(Tensor left, long right) => Wrap(srt_div_scalar(left.Handle, ScalarArg.Of(right), 0), left);

        public static Tensor operator /(Tensor left, float right) => Wrap(srt_div_scalar(left.Handle, ScalarArg.Of((double)right), 0), left);

        public static Tensor operator /(Tensor left, double right) => Wrap(srt_div_scalar(left.Handle, ScalarArg.Of(right), 0), left);

        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator %(Tensor left, Tensor right) => Wrap(srt_remainder(left.Handle, right.Handle), left, right);

        public static Tensor operator %(Tensor left, Scalar right) => Wrap(srt_remainder_scalar(left.Handle, right.Value), left);

        public static Tensor operator %(Tensor left, int right) => Wrap(srt_remainder_scalar(left.Handle, ScalarArg.Of((long)right)), left);

        public static Tensor operator %(Tensor left, long right) => Wrap(srt_remainder_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator %(Tensor left, float right) => Wrap(srt_remainder_scalar(left.Handle, ScalarArg.Of((double)right)), left);

        public static Tensor operator %(Tensor left, double right) => Wrap(srt_remainder_scalar(left.Handle, ScalarArg.Of(right)), left);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        public static explicit operator bool(Tensor value) => value.ToBoolean();

        public static explicit operator byte(Tensor value) => value.ToByte();

        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        public static explicit operator short(Tensor value) => value.ToInt16();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static implicit operator Tensor(byte value) => torch.tensor(value);

        public static implicit operator Tensor(sbyte value) => torch.tensor(value);

        public static implicit operator Tensor(short value) => torch.tensor(value);

        public static implicit operator Tensor(int value) => torch.tensor(value);

        public static implicit operator Tensor(long value) => torch.tensor(value);

        public static implicit operator Tensor(float value) => torch.tensor(value);

        public static implicit operator Tensor(double value) => torch.tensor(value);

        public static implicit operator Tensor(bool value) => torch.tensor(value);

        public static implicit operator Tensor(byte[] value) => torch.tensor(value);

        public static implicit operator Tensor(sbyte[] value) => torch.tensor(value);

        public static implicit operator Tensor(short[] value) => torch.tensor(value);

        public static implicit operator Tensor(int[] value) => torch.tensor(value);

        public static implicit operator Tensor(long[] value) => torch.tensor(value);

        public static implicit operator Tensor(float[] value) => torch.tensor(value);

        public static implicit operator Tensor(double[] value) => torch.tensor(value);

        public static implicit operator Tensor(bool[] value) => torch.tensor(value);

        public static implicit operator Tensor((float, float) value) => torch.tensor(value);

        public static implicit operator Tensor((float, float)[] value) => torch.tensor(value);

        public static implicit operator Tensor(System.Numerics.Complex value) => torch.tensor(value);

        public static implicit operator Tensor(System.Numerics.Complex[] value) => torch.tensor(value);

        public static implicit operator Tensor(Scalar scalar) => scalar.Type switch
        {
            ScalarType.Int64 => torch.tensor(scalar.AsLong),
            ScalarType.Bool => torch.tensor(scalar.AsLong != 0),
            _ => torch.tensor(scalar.AsDouble),
        };
    }
}
