using System.Globalization;
using System.Text;
using SoftRL.Tabular;

namespace SoftRL.Testing;

/// <summary>Takes a gradient apart into the terms of PG-SQL (65), and says in words which is off.</summary>
internal static class EquivalenceDiagnosis
{
    /// <summary>How far a fitted coefficient may be from the expected one before it is named: looser than the residual, because a
    /// term can be small.</summary>
    private const double Share = 1e-4;

    internal static EquivalenceReport Report(
        double[] gradient, EquivalenceTerms terms, double[] throughTargets, EquivalenceOptions options, double tolerance, string problem)
    {
        var (policyWeight, valueWeight) = (options.PolicyWeight ?? options.Temperature, options.ValueWeight);
        var expected = terms.Combined(policyWeight, valueWeight);
        var residual = FlatGradient.Difference(gradient, expected);
        double[][] basis = [terms.Policy, terms.Kl, terms.Value];
        var found = Fit(gradient, basis);
        var rest = Rest(gradient, basis, found);
        var separable = FlatGradient.Difference(Fit(expected, basis), [policyWeight, policyWeight, valueWeight]) < Share;
        var unexplained = FlatGradient.Norm(gradient) is > 0 and var norm ? FlatGradient.Norm(rest) / norm : 0;
        double[][] wider = [.. basis, throughTargets];
        var withTargets = Fit(gradient, wider);
        var leak = unexplained > tolerance && FlatGradient.Norm(Rest(gradient, wider, withTargets)) < 1e-3 * FlatGradient.Norm(rest);
        found = leak ? withTargets : found;
        var report = new EquivalenceReport(
            residual,
            tolerance,
            new TermCoefficient(found[0], policyWeight),
            new TermCoefficient(found[1], policyWeight),
            new TermCoefficient(found[2], valueWeight),
            unexplained,
            leak,
            separable,
            string.Empty);
        return report with { Description = Describe(report, problem) };
    }

    /// <summary>Coefficients by least squares, each direction scaled to length 1 first so that none is lost beside the others.</summary>
    private static double[] Fit(double[] gradient, double[][] basis)
    {
        var norms = basis.Select(vector => FlatGradient.Norm(vector) is > 0 and var norm ? norm : 1).ToArray();
        var columns = new double[gradient.Length, basis.Length];
        for (var p = 0; p < gradient.Length; p++)
        {
            for (var i = 0; i < basis.Length; i++)
            {
                columns[p, i] = basis[i][p] / norms[i];
            }
        }

        var fitted = NaturalGradients.LeastSquares(columns, [.. Enumerable.Repeat(1.0, gradient.Length)], gradient);
        return [.. fitted.Select((coefficient, i) => coefficient / norms[i])];
    }

    private static double[] Rest(double[] gradient, double[][] basis, double[] coefficients) =>
        FlatGradient.Combine([(1, gradient), .. basis.Select((vector, i) => (-coefficients[i], vector))]);

    private static string Describe(EquivalenceReport report, string problem)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(report.Passed ? "The gradient is the policy gradient" : "The gradient is not the policy gradient")}: relative difference {report.Residual:G3}, limit {report.Tolerance:G3}.\n");
        if (!report.Passed)
        {
            if (!report.Separable)
            {
                text.Append("  The three terms are not independent in these parameters; the coefficients below are the smallest that explain the gradient.\n");
            }

            AppendTerms(text, report);
            AppendRest(text, report);
        }

        return text.Append(CultureInfo.InvariantCulture, $"  Problem: {problem}.").ToString();
    }

    private static void AppendTerms(StringBuilder text, EquivalenceReport report)
    {
        TermCoefficient[] terms = [report.PolicyTerm, report.KlTerm, report.ValueTerm];
        var ratios = terms.Where(term => term.Expected != 0).Select(term => term.Found / term.Expected).ToArray();
        if (ratios.All(ratio => Math.Abs(ratio - ratios[0]) <= Share * Math.Abs(ratios[0])) && Math.Abs(ratios[0] - 1) > Share && Math.Abs(ratios[0]) > Share)
        {
            text.Append(CultureInfo.InvariantCulture, $"  scale: the whole gradient is multiplied by {ratios[0]:G5}.\n");
            return;
        }

        string[] names = ["policy term, -ln π·Δ", "KL term, τ·KL", "value term, ½(V - ŷ)²"];
        for (var i = 0; i < terms.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {names[i]}: coefficient {Rounded(terms[i]):G5}, expected {terms[i].Expected:G5}{Verdict(terms[i])}\n");
        }
    }

    /// <summary>0 for what is rounding beside the expected coefficient.</summary>
    private static double Rounded(TermCoefficient term) => Math.Abs(term.Found) <= 1e-12 * Math.Max(Math.Abs(term.Expected), 1e-3) ? 0 : term.Found;

    private static string Verdict(TermCoefficient term) =>
        term.Agrees(Share) ? " (right)"
        : Math.Abs(term.Found) <= Share * Math.Abs(term.Expected) ? " - MISSING"
        : Math.Abs(term.Found + term.Expected) <= Share * Math.Abs(term.Expected) ? " - WRONG SIGN"
        : " - OFF";

    private static void AppendRest(StringBuilder text, EquivalenceReport report)
    {
        if (report.Unexplained <= report.Tolerance)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"  other: {report.Unexplained:P1} of the gradient is none of these terms");
        text.Append(report.ThroughTargets
            ? "; it is what a differentiated target adds: detach the targets.\n"
            : "; does a target or an advantage carry a gradient, or is the loss not linear in the target?\n");
    }
}
