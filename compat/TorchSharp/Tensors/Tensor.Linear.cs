using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Products and decompositions.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor dot(Tensor target) => Wrap(srt_dot(Handle, target.Handle), this, target);

        public Tensor vdot(Tensor target) => Wrap(srt_vdot(Handle, target.Handle), this, target);

        public Tensor mm(Tensor target) => Wrap(srt_mm(Handle, target.Handle), this, target);

        public Tensor matmul(Tensor target) => Wrap(srt_matmul(Handle, target.Handle), this, target);

        public Tensor bmm(Tensor batch2) => Wrap(srt_bmm(Handle, batch2.Handle), this, batch2);

        public Tensor mv(Tensor target) => Wrap(srt_mv(Handle, target.Handle), this, target);

        public Tensor outer(Tensor vec2) => Wrap(srt_outer(Handle, vec2.Handle), this, vec2);

        public Tensor ger(Tensor vec2) => outer(vec2);

        public Tensor inner(Tensor vec2) => Wrap(srt_inner(Handle, vec2.Handle), this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => Wrap(srt_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), this, mat1, mat2);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => InPlace(srt_addmm_(Handle, mat1.Handle, mat2.Handle, beta, alpha), mat1, mat2);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => Wrap(srt_addmv(Handle, mat.Handle, vec.Handle, beta, alpha), this, mat, vec);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => InPlace(srt_addmv_(Handle, mat.Handle, vec.Handle, beta, alpha), mat, vec);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => Wrap(srt_addr(Handle, vec1.Handle, vec2.Handle, beta, alpha), this, vec1, vec2);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => InPlace(srt_addr_(Handle, vec1.Handle, vec2.Handle, beta, alpha), vec1, vec2);

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => Wrap(srt_addbmm(Handle, batch1.Handle, batch2.Handle, beta, alpha), this, batch1, batch2);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => InPlace(srt_addbmm_(Handle, batch1.Handle, batch2.Handle, beta, alpha), batch1, batch2);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => Wrap(srt_baddbmm(Handle, batch1.Handle, batch2.Handle, beta, alpha), this, batch1, batch2);

        public Tensor kron(Tensor other) => Wrap(srt_kron(Handle, other.Handle), this, other);

        public Tensor det() => Wrap(srt_det(Handle), this);

        public Tensor inverse() => Wrap(srt_inverse(Handle), this);

        public Tensor cholesky(bool upper = false) => Wrap(srt_cholesky(Handle, upper), this);

        public Tensor cholesky_inverse(bool upper = false) => Wrap(srt_cholesky_inverse(Handle, upper), this);

        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Wrap(srt_cholesky_solve(Handle, input2.Handle, upper), this, input2);

        public Tensor matrix_exp() => Wrap(srt_matrix_exp(Handle), this);

        public Tensor matrix_power(int n) => Wrap(srt_matrix_power(Handle, n), this);

        public Tensor pinverse(double rcond = 1E-15, bool hermitian = false) => Wrap(srt_pinverse(Handle, rcond, hermitian), this);

        public Tensor triu(long diagonal = 0) => Wrap(srt_triu(Handle, diagonal), this);

        public Tensor triu_(long diagonal = 0) => InPlace(srt_triu_(Handle, diagonal));

        public Tensor tril(long diagonal = 0) => Wrap(srt_tril(Handle, diagonal), this);

        public Tensor tril_(long diagonal = 0) => InPlace(srt_tril_(Handle, diagonal));

        public Tensor diag(long diagonal = 0) => Wrap(srt_diag(Handle, diagonal), this);

        public Tensor diagflat(long offset = 0) => Wrap(srt_diagflat(Handle, offset), this);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Wrap(srt_diag_embed(Handle, offset, dim1, dim2), this);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Wrap(srt_diagonal(Handle, offset, dim1, dim2), this);

        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => Wrap(srt_diagonal_scatter(Handle, src.Handle, offset, dim1, dim2), this, src);

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2)
        {
            fixed (long* dims1Pointer = dims1)
            fixed (long* dims2Pointer = dims2)
            {
                return Wrap(srt_tensordot(Handle, b.Handle, dims1Pointer, dims1.Length, dims2Pointer, dims2.Length), this, b);
            }
        }
    }
}
