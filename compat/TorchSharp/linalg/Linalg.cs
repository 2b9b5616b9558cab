using System.Collections.Generic;
using System.Text;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Decompositions, solvers and norms.</summary>
    public static partial class linalg
    {
        // ---- solving ------------------------------------------------------------------------------------------------------
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Tensor.Wrap(srt_linalg_solve(A.Handle, B.Handle, left), A, B);

        public static (Tensor result, Tensor info) solve_ex(Tensor A, Tensor B, bool left = true, bool check_errors = false)
        {
            nint result, info;
            Native.Check(srt_linalg_solve_ex(A.Handle, B.Handle, left, check_errors, &result, &info));
            return Pair(result, info, A, B);
        }

        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor @out = null)
        {
            var result = Tensor.Wrap(srt_linalg_solve_triangular(A.Handle, B.Handle, upper, left, unitriangular), A, B);
            return Into(@out, result);
        }

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) =>
            LeastSquares(input, other, null);

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) =>
            LeastSquares(input, other, rcond);

        public static Tensor inv(Tensor input) => Tensor.Wrap(srt_linalg_inv(input.Handle), input);

        public static (Tensor L, Tensor info) inv_ex(Tensor input, bool check_errors = false)
        {
            nint inverse, info;
            Native.Check(srt_linalg_inv_ex(input.Handle, check_errors, &inverse, &info));
            return Pair(inverse, info, input, null);
        }

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Tensor.Wrap(srt_linalg_pinv(input.Handle, atol.HasValue, atol ?? 0, rtol.HasValue, rtol ?? 0, hermitian), input);

        public static Tensor pinv(Tensor input, Tensor atol, Tensor rtol = null, bool hermitian = false) =>
            pinv(input, atol?.ToDouble(), rtol?.ToDouble(), hermitian);

        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Tensor.Wrap(srt_linalg_matrix_rank(input.Handle, atol.HasValue, atol ?? 0, rtol.HasValue, rtol ?? 0, hermitian), input);

        public static Tensor matrix_rank(Tensor input, Tensor atol, Tensor rtol = null, bool hermitian = false) =>
            matrix_rank(input, atol?.ToDouble(), rtol?.ToDouble(), hermitian);

        // ---- decompositions -------------------------------------------------------------------------------------------------
        public static Tensor cholesky(Tensor input) => Tensor.Wrap(srt_linalg_cholesky(input.Handle), input);

        public static (Tensor L, Tensor info) cholesky_ex(Tensor input, bool check_errors = false)
        {
            nint l, info;
            Native.Check(srt_linalg_cholesky_ex(input.Handle, check_errors, &l, &info));
            return Pair(l, info, input, null);
        }

        public static Tensor eigvals(Tensor input) => Tensor.Wrap(srt_linalg_eigvals(input.Handle), input);

        public static (Tensor, Tensor) eig(Tensor input)
        {
            nint values, vectors;
            Native.Check(srt_linalg_eig(input.Handle, &values, &vectors));
            return Pair(values, vectors, input, null);
        }

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Tensor.Wrap(srt_linalg_eigvalsh(input.Handle, UPLO == 'U'), input);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            nint values, vectors;
            Native.Check(srt_linalg_eigh(input.Handle, UPLO == 'U', &values, &vectors));
            return Pair(values, vectors, input, null);
        }

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            nint u, s, vh;
            Native.Check(srt_linalg_svd(input.Handle, fullMatrices, &u, &s, &vh));
            GC.KeepAlive(input);
            return (new Tensor(u), new Tensor(s), new Tensor(vh));
        }

        public static Tensor svdvals(Tensor input) => Tensor.Wrap(srt_linalg_svdvals(input.Handle), input);

        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true)
        {
            nint p, l, u;
            Native.Check(srt_linalg_lu(input.Handle, pivot, &p, &l, &u));
            GC.KeepAlive(input);
            return (new Tensor(p), new Tensor(l), new Tensor(u));
        }

        public static (Tensor LU, Tensor Pivots) lu_factor(Tensor input, bool pivot = true)
        {
            nint lu, pivots;
            Native.Check(srt_linalg_lu_factor(input.Handle, pivot, &lu, &pivots));
            return Pair(lu, pivots, input, null);
        }

        public static Tensor det(Tensor input) => input.det();

        public static (Tensor, Tensor) slogdet(Tensor input)
        {
            nint sign, log;
            Native.Check(srt_linalg_slogdet(input.Handle, &sign, &log));
            return Pair(sign, log, input, null);
        }

        public static Tensor matrix_exp(Tensor input) => input.matrix_exp();

        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        // ---- norms and products -----------------------------------------------------------------------------------------------
        public static Tensor vector_norm(Tensor input, double ord = 2, long[] dims = null, bool keepdim = false)
        {
            fixed (long* p = dims)
            {
                return Tensor.Wrap(srt_linalg_vector_norm(input.Handle, ord, dims is not null, p, dims?.Length ?? 0, keepdim), input);
            }
        }

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[] dims = null, bool keepdim = false)
        {
            fixed (byte* text = Encoding.UTF8.GetBytes(ord + "\0"))
            fixed (long* p = dims ??= [-2, -1])
            {
                return Tensor.Wrap(srt_linalg_matrix_norm_named(input.Handle, text, p, dims.Length, keepdim), input);
            }
        }

        public static Tensor matrix_norm(Tensor input, double ord, long[] dims = null, bool keepdim = false)
        {
            fixed (long* p = dims ??= [-2, -1])
            {
                return Tensor.Wrap(srt_linalg_matrix_norm(input.Handle, ord, p, dims.Length, keepdim), input);
            }
        }

        public static Tensor norm(Tensor input, long[] dims = null, bool keepdim = false)
        {
            fixed (long* p = dims)
            {
                return Tensor.Wrap(srt_linalg_norm(input.Handle, dims is not null, p, dims?.Length ?? 0, keepdim), input);
            }
        }

        public static Tensor norm(Tensor input, int ord, long[] dims = null, bool keepdim = false) => norm(input, (double)ord, dims, keepdim);

        public static Tensor norm(Tensor input, double ord, long[] dims = null, bool keepdim = false)
        {
            fixed (long* p = dims)
            {
                return Tensor.Wrap(srt_linalg_norm_order(input.Handle, ord, dims is not null, p, dims?.Length ?? 0, keepdim), input);
            }
        }

        public static Tensor norm(Tensor input, string ord, long[] dims = null, bool keepdim = false)
        {
            fixed (byte* text = Encoding.UTF8.GetBytes(ord + "\0"))
            fixed (long* p = dims)
            {
                return Tensor.Wrap(srt_linalg_norm_named(input.Handle, text, dims is not null, p, dims?.Length ?? 0, keepdim), input);
            }
        }

        public static Tensor multi_dot(IList<Tensor> tensors)
        {
            fixed (nint* list = Tensor.Handles(tensors))
            {
                return Tensor.Wrap(srt_linalg_multi_dot(list, tensors.Count), tensors);
            }
        }

        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Tensor.Wrap(srt_linalg_cross(input.Handle, other.Handle, dim), input, other);

        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor @out = null) =>
            Into(@out, Tensor.Wrap(srt_linalg_vecdot(x.Handle, y.Handle, dim), x, y));

        private static (Tensor, Tensor, Tensor, Tensor) LeastSquares(Tensor input, Tensor other, double? rcond)
        {
            nint solution, residuals, rank, values;
            Native.Check(srt_linalg_lstsq(input.Handle, other.Handle, rcond.HasValue, rcond ?? 0, &solution, &residuals, &rank, &values));
            GC.KeepAlive(input);
            GC.KeepAlive(other);
            return (new Tensor(solution), new Tensor(residuals), new Tensor(rank), new Tensor(values));
        }

        private static (Tensor, Tensor) Pair(nint first, nint second, object keep1, object keep2)
        {
            GC.KeepAlive(keep1);
            GC.KeepAlive(keep2);
            return (new Tensor(first), new Tensor(second));
        }

        private static Tensor Into(Tensor target, Tensor result)
        {
            if (target is null)
            {
                return result;
            }

            using (result)
            {
                return target.copy_(result);
            }
        }
    }
}
