package dev.webcheck.store.read.incident;

/** How many of several independent events happen, each with a probability of its own. */
final class PoissonBinomial {

    private PoissonBinomial() {}

    /**
     * The probability that at least so many of them happen. Computed by adding one event after the other to the distribution of
     * their number; only sums and products of what is not negative occur, so that small results are exact too (Y. Hong, On
     * computing the distribution function for the Poisson binomial distribution, Computational Statistics and Data Analysis
     * 59, 2013, section 2.3).
     *
     * @param least how many
     * @param probabilities of each event, from 0 to 1
     */
    static double atLeast(int least, double[] probabilities) {
        double[] exactly = new double[probabilities.length + 1];
        exactly[0] = 1;
        for (int seen = 0; seen < probabilities.length; seen++) {
            double p = probabilities[seen];
            for (int count = seen + 1; count > 0; count--) {
                exactly[count] = exactly[count] * (1 - p) + exactly[count - 1] * p;
            }
            exactly[0] *= 1 - p;
        }
        double sum = 0;
        // The smallest first, as these mostly are at the end.
        for (int count = probabilities.length; count >= Math.max(0, least); count--) {
            sum += exactly[count];
        }
        return Math.min(1, sum);
    }
}
