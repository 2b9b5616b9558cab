using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>RMSProp with epsilon outside the square root.</summary>
    public class RMSProp : OptimizerHelper, optim.IMomentum
    {
        public RMSProp(
            IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0, double momentum = 0,
            bool centered = false, bool maximize = false)
            : this([new ParamGroup(parameters, new Options())], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        public RMSProp(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0, double momentum = 0,
            bool centered = false, bool maximize = false)
        {
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum,
                centered = centered, maximize = maximize,
            };
            foreach (var group in parameters)
            {
                add_param_group(group);
            }
        }

        /// <summary>The momentum of the first group; setting it sets every group's.</summary>
        public double Momentum
        {
            get => ((ParamGroup)_parameter_groups[0]).Momentum;
            set
            {
                foreach (var group in _parameter_groups.Cast<ParamGroup>())
                {
                    group.Momentum = value;
                }
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = (Options)param_group.Options;
            options.alpha ??= defaults.alpha;
            options.eps ??= defaults.eps;
            options.weight_decay ??= defaults.weight_decay;
            options.momentum ??= defaults.momentum;
            options.centered ??= defaults.centered;
            options.maximize ??= defaults.maximize;
            base.add_param_group(param_group);
        }

        public override Tensor step(Func<Tensor> closure = null) => _step<ParamGroup>(StepGroup, closure);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                DisposeState();
            }

            base.Dispose(disposing);
        }

        private void StepGroup(ParamGroup group)
        {
            var options = group.Options;
            var alpha = options.alpha!.Value;
            foreach (var (parameter, gradient) in Descents(group, options.weight_decay!.Value, options.maximize!.Value))
            {
                var square = State(parameter, "square_avg").mul_(alpha).addcmul_(gradient, gradient, 1 - alpha);
                if (options.centered!.Value)
                {
                    var mean = State(parameter, "grad_avg").mul_(alpha).add_(gradient, 1 - alpha);
                    square = square - (mean * mean);
                }

                var denominator = square.sqrt().add_(options.eps!.Value);
                if (group.Momentum > 0)
                {
                    var velocity = State(parameter, "momentum_buffer").mul_(group.Momentum).addcdiv_(gradient, denominator, 1);
                    parameter.add_(velocity, -group.LearningRate);
                }
                else
                {
                    parameter.addcdiv_(gradient, denominator, -group.LearningRate);
                }
            }
        }

        public class Options : OptimizerOptions
        {
            public double? alpha;
            public double? eps;
            public double? weight_decay;
            public double? momentum;
            public bool? centered;
            public bool? maximize;

            public Options()
            {
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1e-08, double alpha = 0.99, double weight_decay = 0,
                double momentum = 0, bool centered = false)
                : base(parameters, new Options
                {
                    LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered,
                })
            {
            }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static RMSProp RMSProp(
                IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0,
                double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(
                IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-08, double weight_decay = 0,
                double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-08,
                double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters.Select(entry => entry.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}
