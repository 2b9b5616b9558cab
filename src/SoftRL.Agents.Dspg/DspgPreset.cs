namespace SoftRL.Agents.Dspg;

/// <summary>Where the options of <c>dspg</c> that are left at <c>none</c> get their values.</summary>
public enum DspgPreset
{
    /// <summary>The setup of Shi, Song, Wu 2019 (section 6.1 and appendix A): made for a GPU and millions of steps.</summary>
    Paper,

    /// <summary>Smaller networks and fewer samples, for a processor and short runs.</summary>
    Light,
}
