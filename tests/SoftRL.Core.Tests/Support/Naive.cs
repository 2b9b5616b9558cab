namespace SoftRL.Core.Tests;

/// <summary>Scalar double-precision twins, written from the definitions with probabilities instead of logarithms.</summary>
internal static class Naive
{
    /// <param name="q">Action values.</param>
    /// <param name="temperature">Temperature; 0 and infinity are the limits.</param>
    /// <param name="prior">Probabilities; ones for the counting measure.</param>
    public static double SoftValue(double[] q, double temperature, double[] prior)
    {
        var best = Allowed(prior).Max(a => q[a]);
        return temperature switch
        {
            0 => best,
            double.PositiveInfinity => Allowed(prior).Sum(a => prior[a] * q[a]),
            _ => best + (temperature * Math.Log(Allowed(prior).Sum(a => prior[a] * Math.Exp((q[a] - best) / temperature)))),
        };
    }

    public static double[] Boltzmann(double[] q, double temperature, double[] prior)
    {
        var best = Allowed(prior).Max(a => q[a]);
        var weights = new double[q.Length];
        foreach (var a in Allowed(prior))
        {
            weights[a] = prior[a] * temperature switch
            {
                0 => q[a] == best ? 1 : 0,
                double.PositiveInfinity => 1,
                _ => Math.Exp((q[a] - best) / temperature),
            };
        }

        var total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }

    public static double KullbackLeibler(double[] policy, double[] prior) =>
        Allowed(policy).Sum(a => policy[a] * Math.Log(policy[a] / prior[a]));

    public static double PolicyValue(double[] q, double[] policy, double temperature, double[] prior) =>
        Allowed(policy).Sum(a => policy[a] * q[a]) - (temperature == 0 ? 0 : temperature * KullbackLeibler(policy, prior));

    public static double NormalDensity(double x, double mean, double scale) =>
        Math.Exp(-0.5 * Math.Pow((x - mean) / scale, 2)) / (scale * Math.Sqrt(2 * Math.PI));

    public static double LogNormalDensity(double x, double mean, double scale) =>
        (-0.5 * Math.Pow((x - mean) / scale, 2)) - Math.Log(scale * Math.Sqrt(2 * Math.PI));

    public static double[] Counting(int actions) => [.. Enumerable.Repeat(1.0, actions)];

    private static IEnumerable<int> Allowed(double[] probabilities) => Enumerable.Range(0, probabilities.Length).Where(a => probabilities[a] > 0);
}
