namespace SoftRL.Core.Tests;

/// <summary>Asserts that calls are refused with the right exception and the right parameter name.</summary>
internal static class Refusals
{
    /// <summary>ArgumentException or ArgumentNullException naming the parameter.</summary>
    public static void Of(string parameter, params Func<object>[] calls) => Each<ArgumentException>(parameter, calls);

    public static void OutOfRange(string parameter, params Func<object>[] calls) => Each<ArgumentOutOfRangeException>(parameter, calls);

    private static void Each<TException>(string parameter, Func<object>[] calls)
        where TException : ArgumentException
    {
        for (var i = 0; i < calls.Length; i++)
        {
            var call = calls[i];
            var thrown = ((Action)(() => call())).Should().Throw<TException>($"call {i} has a bad {parameter}").Which;
            thrown.ParamName.Should().Be(parameter, $"call {i} has a bad {parameter}");
            thrown.Message.Should().Contain(parameter);
        }
    }
}
