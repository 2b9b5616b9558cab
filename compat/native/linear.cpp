// Products and decompositions.
#include "softrl_torch.h"

using namespace srt;

SRT_TENSOR(srt_dot, (Handle a, Handle target), a->dot(*target))
SRT_TENSOR(srt_vdot, (Handle a, Handle target), a->vdot(*target))
SRT_TENSOR(srt_mm, (Handle a, Handle target), a->mm(*target))
SRT_TENSOR(srt_matmul, (Handle a, Handle target), a->matmul(*target))
SRT_TENSOR(srt_bmm, (Handle a, Handle batch2), a->bmm(*batch2))
SRT_TENSOR(srt_mv, (Handle a, Handle target), a->mv(*target))
SRT_TENSOR(srt_outer, (Handle a, Handle vec2), a->outer(*vec2))
SRT_TENSOR(srt_inner, (Handle a, Handle vec2), a->inner(*vec2))
SRT_TENSOR(srt_addmm, (Handle a, Handle mat1, Handle mat2, double beta, double alpha), a->addmm(*mat1, *mat2, beta, alpha))
SRT_STATUS(srt_addmm_, (Handle a, Handle mat1, Handle mat2, double beta, double alpha), a->addmm_(*mat1, *mat2, beta, alpha))
SRT_TENSOR(srt_addmv, (Handle a, Handle mat, Handle vec, double beta, double alpha), a->addmv(*mat, *vec, beta, alpha))
SRT_STATUS(srt_addmv_, (Handle a, Handle mat, Handle vec, double beta, double alpha), a->addmv_(*mat, *vec, beta, alpha))
SRT_TENSOR(srt_addr, (Handle a, Handle vec1, Handle vec2, double beta, double alpha), a->addr(*vec1, *vec2, beta, alpha))
SRT_STATUS(srt_addr_, (Handle a, Handle vec1, Handle vec2, double beta, double alpha), a->addr_(*vec1, *vec2, beta, alpha))
SRT_TENSOR(srt_addbmm, (Handle a, Handle batch1, Handle batch2, double beta, double alpha), a->addbmm(*batch1, *batch2, beta, alpha))
SRT_STATUS(srt_addbmm_, (Handle a, Handle batch1, Handle batch2, double beta, double alpha), a->addbmm_(*batch1, *batch2, beta, alpha))
SRT_TENSOR(srt_baddbmm, (Handle a, Handle batch1, Handle batch2, double beta, double alpha), a->baddbmm(*batch1, *batch2, beta, alpha))
SRT_TENSOR(srt_kron, (Handle a, Handle other), a->kron(*other))
SRT_TENSOR(srt_det, (Handle a), a->det())
SRT_TENSOR(srt_inverse, (Handle a), a->inverse())
SRT_TENSOR(srt_cholesky, (Handle a, bool upper), at::linalg_cholesky(*a, upper))
SRT_TENSOR(srt_cholesky_inverse, (Handle a, bool upper), a->cholesky_inverse(upper))
SRT_TENSOR(srt_cholesky_solve, (Handle a, Handle input2, bool upper), a->cholesky_solve(*input2, upper))
SRT_TENSOR(srt_matrix_exp, (Handle a), a->matrix_exp())
SRT_TENSOR(srt_matrix_power, (Handle a, int64_t n), a->matrix_power(n))
SRT_TENSOR(srt_pinverse, (Handle a, double rcond, bool hermitian), at::linalg_pinv(*a, rcond, hermitian))
SRT_TENSOR(srt_triu, (Handle a, int64_t diagonal), a->triu(diagonal))
SRT_STATUS(srt_triu_, (Handle a, int64_t diagonal), a->triu_(diagonal))
SRT_TENSOR(srt_tril, (Handle a, int64_t diagonal), a->tril(diagonal))
SRT_STATUS(srt_tril_, (Handle a, int64_t diagonal), a->tril_(diagonal))
SRT_TENSOR(srt_diag, (Handle a, int64_t diagonal), a->diag(diagonal))
SRT_TENSOR(srt_diagflat, (Handle a, int64_t offset), a->diagflat(offset))
SRT_TENSOR(srt_diag_embed, (Handle a, int64_t offset, int64_t dim1, int64_t dim2), a->diag_embed(offset, dim1, dim2))
SRT_TENSOR(srt_diagonal, (Handle a, int64_t offset, int64_t dim1, int64_t dim2), a->diagonal(offset, dim1, dim2))
SRT_TENSOR(srt_diagonal_scatter, (Handle a, Handle src, int64_t offset, int64_t dim1, int64_t dim2), a->diagonal_scatter(*src, offset, dim1, dim2))
SRT_TENSOR(srt_tensordot, (Handle a, Handle b, const int64_t* dims1, int32_t dims1_count, const int64_t* dims2, int32_t dims2_count), at::tensordot(*a, *b, ints(dims1, dims1_count), ints(dims2, dims2_count)))

// ---- decompositions ---------------------------------------------------------------------------------------------------------
SRT_TENSOR(srt_linalg_solve, (Handle a, Handle b, bool left), at::linalg_solve(*a, *b, left))
SRT_STATUS(srt_linalg_solve_ex, (Handle a, Handle b, bool left, bool check_errors, Handle* result, Handle* info),
           unpack(at::linalg_solve_ex(*a, *b, left, check_errors), result, info))
SRT_TENSOR(srt_linalg_solve_triangular, (Handle a, Handle b, bool upper, bool left, bool unitriangular), at::linalg_solve_triangular(*a, *b, upper, left, unitriangular))
SRT_STATUS(srt_linalg_lstsq, (Handle a, Handle b, bool has_rcond, double rcond, Handle* solution, Handle* residuals, Handle* rank, Handle* values),
           unpack(at::linalg_lstsq(*a, *b, has_rcond ? Opt<double>(rcond) : Opt<double>(), Opt<StringView>()), solution, residuals, rank, values))
SRT_TENSOR(srt_linalg_inv, (Handle a), at::linalg_inv(*a))
SRT_STATUS(srt_linalg_inv_ex, (Handle a, bool check_errors, Handle* inverse, Handle* info), unpack(at::linalg_inv_ex(*a, check_errors), inverse, info))
SRT_TENSOR(srt_linalg_cholesky, (Handle a), at::linalg_cholesky(*a))
SRT_STATUS(srt_linalg_cholesky_ex, (Handle a, bool check_errors, Handle* l, Handle* info), unpack(at::linalg_cholesky_ex(*a, false, check_errors), l, info))
SRT_TENSOR(srt_linalg_eigvalsh, (Handle a, bool upper), at::linalg_eigvalsh(*a, upper ? "U" : "L"))
SRT_STATUS(srt_linalg_eigh, (Handle a, bool upper, Handle* values, Handle* vectors), unpack(at::linalg_eigh(*a, upper ? "U" : "L"), values, vectors))
SRT_TENSOR(srt_linalg_eigvals, (Handle a), at::linalg_eigvals(*a))
SRT_STATUS(srt_linalg_eig, (Handle a, Handle* values, Handle* vectors), unpack(at::linalg_eig(*a), values, vectors))
SRT_STATUS(srt_linalg_svd, (Handle a, bool full, Handle* u, Handle* s, Handle* vh), unpack(at::linalg_svd(*a, full), u, s, vh))
SRT_TENSOR(srt_linalg_svdvals, (Handle a), at::linalg_svdvals(*a))
SRT_STATUS(srt_linalg_slogdet, (Handle a, Handle* sign, Handle* log), unpack(at::linalg_slogdet(*a), sign, log))
SRT_STATUS(srt_linalg_lu_factor, (Handle a, bool pivot, Handle* lu, Handle* pivots), unpack(at::linalg_lu_factor(*a, pivot), lu, pivots))
SRT_STATUS(srt_linalg_lu, (Handle a, bool pivot, Handle* p, Handle* l, Handle* u), unpack(at::linalg_lu(*a, pivot), p, l, u))
SRT_TENSOR(srt_linalg_vector_norm, (Handle a, double order, bool has_dims, const int64_t* dims, int32_t n, bool keepdim),
           at::linalg_vector_norm(*a, order, has_dims ? at::OptionalIntArrayRef(ints(dims, n)) : at::OptionalIntArrayRef(), keepdim))
SRT_TENSOR(srt_linalg_matrix_norm, (Handle a, double order, const int64_t* dims, int32_t n, bool keepdim), at::linalg_matrix_norm(*a, order, ints(dims, n), keepdim))
SRT_TENSOR(srt_linalg_matrix_norm_named, (Handle a, const char* order, const int64_t* dims, int32_t n, bool keepdim), at::linalg_matrix_norm(*a, order, ints(dims, n), keepdim))
SRT_TENSOR(srt_linalg_norm, (Handle a, bool has_dims, const int64_t* dims, int32_t n, bool keepdim),
           at::linalg_norm(*a, Opt<at::Scalar>(), has_dims ? at::OptionalIntArrayRef(ints(dims, n)) : at::OptionalIntArrayRef(), keepdim))
SRT_TENSOR(srt_linalg_norm_order, (Handle a, double order, bool has_dims, const int64_t* dims, int32_t n, bool keepdim),
           at::linalg_norm(*a, Opt<at::Scalar>(at::Scalar(order)), has_dims ? at::OptionalIntArrayRef(ints(dims, n)) : at::OptionalIntArrayRef(), keepdim))
SRT_TENSOR(srt_linalg_norm_named, (Handle a, const char* order, bool has_dims, const int64_t* dims, int32_t n, bool keepdim),
           at::linalg_norm(*a, order, has_dims ? at::OptionalIntArrayRef(ints(dims, n)) : at::OptionalIntArrayRef(), keepdim))
SRT_TENSOR(srt_linalg_multi_dot, (const Handle* list, int32_t n), at::linalg_multi_dot(tensors(list, n)))
SRT_TENSOR(srt_linalg_pinv, (Handle a, bool has_atol, double atol, bool has_rtol, double rtol, bool hermitian),
           at::linalg_pinv(*a, has_atol ? Opt<double>(atol) : Opt<double>(), has_rtol ? Opt<double>(rtol) : Opt<double>(), hermitian))
SRT_TENSOR(srt_linalg_matrix_rank, (Handle a, bool has_atol, double atol, bool has_rtol, double rtol, bool hermitian),
           at::linalg_matrix_rank(*a, has_atol ? Opt<double>(atol) : Opt<double>(), has_rtol ? Opt<double>(rtol) : Opt<double>(), hermitian))
SRT_TENSOR(srt_linalg_cross, (Handle a, Handle b, int64_t dim), at::linalg_cross(*a, *b, dim))
SRT_TENSOR(srt_linalg_vecdot, (Handle a, Handle b, int64_t dim), at::linalg_vecdot(*a, *b, dim))
