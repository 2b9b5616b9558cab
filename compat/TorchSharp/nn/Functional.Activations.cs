namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // In place means: the argument changes, and the result is a new handle to it, which the caller owns.
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? x.elu_(alpha).alias() : x.elu(alpha);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.leaky_relu_(negative_slope).alias() : input.leaky_relu(negative_slope);

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            public static Tensor gelu(Tensor x) => x.gelu();

            public static Tensor gelu(Tensor x, bool inplace) => inplace ? x.gelu_().alias() : x.gelu();
        }
    }
}
